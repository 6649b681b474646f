import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Statements } from '../../storage/database/store.ts';
import { addPublisher, listPublishers, type TrustedPublisher } from '../../storage/people/publishers.ts';

const MOST_PUBLISHERS = 10;

/** What an owner says of a publisher. */
export const publisherSchema = z.strictObject({
  issuer: z.string().max(500).optional(),
  repository: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,100}(\/[\w.-]{1,100}){1,20}$/, 'OWNER/NAME'),
  workflow: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,100}\.ya?ml$/, 'The name of a file in .github/workflows, such as release.yml, or .gitlab-ci.yml'),
  environment: z
    .string()
    .trim()
    .max(255)
    .optional()
    .transform((text) => (text === '' ? undefined : text)),
  repositoryId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
});
type Said = z.infer<typeof publisherSchema>;

export type PublisherOutcome =
  | { readonly ok: true; readonly publisher: TrustedPublisher }
  | { readonly ok: false; readonly why: PublisherRefusal };
export type PublisherRefusal = 'issuer' | 'too many' | 'there already';

/** In the transaction of whoever asks: what is there twice would have to be ended twice. */
export async function namePublisher(
  inside: Statements,
  issuers: readonly string[],
  { packageId, authorId }: { readonly packageId: string; readonly authorId: string },
  said: Said,
): Promise<PublisherOutcome> {
  const issuer = said.issuer ?? issuers[0] ?? '';
  if (!issuers.includes(issuer)) return { ok: false, why: 'issuer' };
  const there = await listPublishers(inside, packageId);
  if (there.length >= MOST_PUBLISHERS) return { ok: false, why: 'too many' };
  const publisher: TrustedPublisher = {
    ...{ id: randomUUID(), packageId, authorId, issuer, repository: said.repository, workflow: said.workflow },
    ...{ repositoryId: said.repositoryId, environment: said.environment },
    ...{ createdAt: Date.now(), usedAt: undefined },
  };
  if (there.some((one) => keyOf(one) === keyOf(publisher))) return { ok: false, why: 'there already' };
  await addPublisher(inside, publisher);
  return { ok: true, publisher };
}

function keyOf({ issuer, repository, workflow, environment }: TrustedPublisher): string {
  return JSON.stringify([issuer, repository.toLowerCase(), workflow, environment?.toLowerCase()]);
}

/** As the log and the lists call it. */
export function shownPublisher({ repository, workflow, environment }: TrustedPublisher): string {
  return `${repository}, ${workflow}${environment === undefined ? '' : `, ${environment}`}`;
}
