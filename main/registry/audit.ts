import { z } from 'zod';
import { asLine, OPERATOR_OPTIONS, openOperator } from './ask-operator.ts';
import { parseWords } from './serve-arguments.ts';

// registry audit: the log of who did what, asked of the running registry at its operator's port.

const OPTIONS = {
  ...OPERATOR_OPTIONS,
  package: { type: 'string' },
  author: { type: 'string' },
  since: { type: 'string' },
  before: { type: 'string' },
  limit: { type: 'string' },
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
type Entry = z.infer<typeof answerSchema>['entries'][number];

export async function readAudit(words: readonly string[], write: (line: string) => void): Promise<void> {
  const { values } = parseWords({ args: [...words], options: OPTIONS });
  const ask = openOperator('audit', values);
  const query = new URLSearchParams();
  for (const name of ASKED) if (values[name] !== undefined) query.set(name, values[name]);
  const answer = answerSchema.parse(await ask('GET', `/audit?${query}`));
  if (values.json === true) write(JSON.stringify(answer));
  else for (const entry of answer.entries) write(shown(entry));
}

function shown({ at, author, action, packageId, target, address, tokenId }: Entry): string {
  return asLine([at, author ?? '-', action, packageId ?? '-', target === '' ? '-' : target, address, tokenId ?? '-']);
}
