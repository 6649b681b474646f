import { z } from 'zod';
import { errorText } from '../../preload/contract/error-text.ts';
import { readConfig, UsageError } from './serve-arguments.ts';

// What registry audit and registry accounts have in common: they ask a registry that runs, at its operator's port.

export const OPERATOR_OPTIONS = {
  config: { type: 'string' },
  'operations-port': { type: 'string' },
  json: { type: 'boolean' },
} as const;

const errorSchema = z.object({ error: z.object({ message: z.string() }) });

/** Why nothing was done or shown, in words. */
class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** One request; the answer as JSON, or undefined where it has none. */
export type AskOperator = (method: string, path: string, body?: object) => Promise<unknown>;

/** `who` is the command that asks. */
export function openOperator(
  who: string,
  said: { readonly config?: string | undefined; readonly 'operations-port'?: string | undefined },
): AskOperator {
  const base = `http://127.0.0.1:${portOf(who, said)}`;
  const token = process.env.REGISTRY_TOKEN;
  if (token === undefined || token === '') throw new UsageError("Put the operator's token into REGISTRY_TOKEN.");
  return async (method, path, body) => {
    const headers = { Authorization: token, ...(body !== undefined && { 'Content-Type': 'application/json' }) };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(base + path, init).catch((cause: unknown) => {
      throw new OperatorError(`No registry answers at ${new URL(base).host}: ${errorText(cause)}`);
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    const told = errorSchema.safeParse(answer);
    throw new OperatorError(told.success ? told.data.error.message : `The registry says ${response.status}.`);
  };
}

function portOf(who: string, { config, 'operations-port': said }: Parameters<typeof openOperator>[1]): number {
  const found = said ?? (config === undefined ? undefined : readConfig(config)['operations-port']);
  const port = Number(found ?? process.env.REGISTRY_OPERATIONS_PORT);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`${who} needs the --operations-port of the registry, or its --config.`);
}

/** Values of one row, on one line; names are chosen by anybody, and a terminal obeys some characters. */
export function asLine(values: readonly string[]): string {
  return values.map((text) => text.replace(/\p{Cc}/gu, '?')).join('\t');
}
