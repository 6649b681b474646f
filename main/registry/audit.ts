import { parseArgs } from 'node:util';
import { z } from 'zod';
import { errorText } from '../../preload/contract/error-text.ts';
import { readConfig, UsageError } from './serve-arguments.ts';

// registry audit: the log of who did what, asked of the running registry at its operator's port.

const OPTIONS = {
  config: { type: 'string' },
  'operations-port': { type: 'string' },
  package: { type: 'string' },
  author: { type: 'string' },
  since: { type: 'string' },
  before: { type: 'string' },
  limit: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** What the route takes, by the names it has there. */
const ASKED = ['package', 'author', 'since', 'before', 'limit'] as const;

const answerSchema = z.object({
  entries: z.array(
    z.object({
      id: z.number(),
      at: z.string(),
      author: z.string().nullable(),
      tokenId: z.string().nullable(),
      action: z.string(),
      packageId: z.string().nullable(),
      target: z.string(),
      address: z.string(),
    }),
  ),
});
const errorSchema = z.object({ error: z.object({ message: z.string() }) });
type Entry = z.infer<typeof answerSchema>['entries'][number];

/** Why there is nothing to show, in words. */
class AuditError extends Error {
  override readonly name = 'AuditError';
}

export async function readAudit(words: readonly string[], write: (line: string) => void): Promise<void> {
  const { values } = parse(words);
  const port = portOf(values);
  const token = process.env.REGISTRY_TOKEN;
  if (token === undefined || token === '') throw new UsageError("Put the operator's token into REGISTRY_TOKEN.");
  const query = new URLSearchParams();
  for (const name of ASKED) if (values[name] !== undefined) query.set(name, values[name]);
  const answer = await ask(`http://127.0.0.1:${port}/audit?${query}`, token);
  if (values.json === true) write(JSON.stringify(answer));
  else for (const entry of answer.entries) write(asLine(entry));
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS });
  } catch (error) {
    throw new UsageError(errorText(error));
  }
}

function portOf({ config, 'operations-port': said }: ReturnType<typeof parse>['values']): number {
  const found = said ?? (config === undefined ? undefined : readConfig(config)['operations-port']);
  const port = Number(found ?? process.env.REGISTRY_OPERATIONS_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError('audit needs the --operations-port of the registry, or its --config.');
  }
  return port;
}

async function ask(url: string, token: string): Promise<z.infer<typeof answerSchema>> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { Authorization: token } });
  } catch (cause) {
    throw new AuditError(`No registry answers at ${new URL(url).host}: ${errorText(cause)}`);
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answerSchema.parse(body);
  const told = errorSchema.safeParse(body);
  throw new AuditError(told.success ? told.data.error.message : `The registry says ${response.status}.`);
}

function asLine({ at, author, action, packageId, target, address, tokenId }: Entry): string {
  return (
    [at, author ?? '-', action, packageId ?? '-', target === '' ? '-' : target, address, tokenId ?? '-']
      // Names are chosen by anybody, and a terminal obeys some characters.
      .map((text) => text.replace(/\p{Cc}/gu, '?'))
      .join('\t')
  );
}
