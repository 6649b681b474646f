import { z } from 'zod';
import { type AskOperator, asLine } from './ask-operator.ts';
import { type Act, type Outcome, runAct, type Values } from './operator-acts.ts';

// registry moderate: what the operator hides, brings back or removes, a version or a whole package; asked of the running registry.

const listSchema = z.object({
  packages: z.array(
    z.object({
      packageId: z.string(),
      hiddenAt: z.string(),
      removedAt: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

const WORDS = ['ID', 'VERSION?'];
const ACTS: Readonly<Record<string, Act>> = {
  list: { words: [], run: list },
  hide: { words: WORDS, run: (...asked) => moderate('hide', 'is hidden from everybody.', ...asked) },
  restore: { words: WORDS, run: (...asked) => moderate('restore', 'can be seen again.', ...asked) },
  remove: { words: WORDS, run: (...asked) => moderate('remove', 'is gone for good.', ...asked) },
};

export async function moderateRegistry(words: readonly string[], write: (line: string) => void): Promise<void> {
  await runAct('moderate', { acts: ACTS, options: ['reason'] }, words, write);
}

async function list(ask: AskOperator): Promise<Outcome> {
  const answer = listSchema.parse(await ask('GET', '/packages'));
  const lines = answer.packages.map(({ packageId, hiddenAt, removedAt, reason }) =>
    asLine([packageId, removedAt === null ? `hidden since ${hiddenAt}` : `removed at ${removedAt}`, reason ?? '-']),
  );
  return { answer, lines };
}

async function moderate(
  act: 'hide' | 'restore' | 'remove',
  outcome: string,
  ask: AskOperator,
  [id = '', version]: readonly string[],
  { reason }: Values,
): Promise<Outcome> {
  const path = version === undefined ? ['packages', id] : ['versions', id, version];
  const body = reason === undefined ? {} : { reason };
  const answer = await ask('POST', `/${[...path, act].map(encodeURIComponent).join('/')}`, body);
  return { answer, lines: [asLine([`${version === undefined ? id : `${id} ${version}`} ${outcome}`])] };
}
