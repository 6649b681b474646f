import { z } from 'zod';
import { registryMailSchema, registryRequestSchema } from '../../../preload/contract/registry.ts';
import { type Rehearsal, rehearsalSchema, type ValidGrant } from '../../../protocol/index.ts';

/** The registry's own routes for its owner (docs/local-registry.md), asked over loopback like any other client would. */
const statusSchema = z.object({
  authors: z.array(
    z.object({ id: z.string(), name: z.string(), usedStorage: z.number(), totalStorage: z.number().nullable() }),
  ),
  packages: z.int(),
  versions: z.int(),
  rehearsing: z.boolean(),
});
const tokenSchema = z.object({
  id: z.string(),
  /** The one that asks. */
  own: z.boolean(),
  name: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
});
/** As the page has them, with the moment in words. */
const requestSchema = registryRequestSchema.extend({ at: z.string() });
const mailSchema = registryMailSchema.extend({ at: z.string() });
const issuedSchema = z.object({ token: z.string(), id: z.string() });

export type LocalStatus = z.infer<typeof statusSchema>;
export type LoggedLocalRequest = z.infer<typeof requestSchema>;

/** What the registry refused, with its own code, and its sentence where it gives one. */
export class LocalRefusal extends Error {
  readonly code: string;
  readonly sentence: string | undefined;
  constructor(code: string, sentence?: string) {
    super(sentence ?? code);
    this.code = code;
    this.sentence = sentence;
  }
}

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** A refusal is a code as plain text on the routes of the public API, JSON on the registry's own. */
function refusalIn(text: string, status: number): LocalRefusal {
  if (!text.startsWith('{')) return new LocalRefusal(text === '' ? String(status) : text);
  try {
    const { code, message } = errorSchema.parse(JSON.parse(text)).error;
    return new LocalRefusal(code, message);
  } catch {
    return new LocalRefusal(String(status));
  }
}

export type TokenRequest = ValidGrant & { readonly name: string; readonly expires: number };

export type LocalApi = ReturnType<typeof createLocalApi>;

const TIMEOUT_MS = 10_000;

export function createLocalApi(baseUrl: string, token: string | undefined) {
  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: token }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    if (!answer.ok) throw refusalIn(text, answer.status);
    return text === '' ? undefined : JSON.parse(text);
  }

  return {
    status: async () => statusSchema.parse(await ask('GET', '/local/status')),
    tokens: async () => z.object({ tokens: z.array(tokenSchema) }).parse(await ask('GET', '/local/tokens')).tokens,
    issue: async (wish: TokenRequest) => issuedSchema.parse(await ask('POST', '/auth/issue', wish)),
    revoke: (id: string) => ask('DELETE', `/local/tokens/${encodeURIComponent(id)}`),
    requests: async (after: number, limit: number) =>
      z
        .object({ requests: z.array(requestSchema) })
        .parse(await ask('GET', `/local/requests?after=${after}&limit=${limit}`)).requests,
    outbox: async () => z.object({ mails: z.array(mailSchema) }).parse(await ask('GET', '/local/outbox')).mails,
    rehearsal: async () => rehearsalSchema.parse(await ask('GET', '/local/rehearsal')),
    rehearse: async (rehearsal: Rehearsal) => rehearsalSchema.parse(await ask('PUT', '/local/rehearsal', rehearsal)),
    endRehearsal: () => ask('DELETE', '/local/rehearsal'),
    reset: () => ask('POST', '/local/storage/reset'),
  };
}
