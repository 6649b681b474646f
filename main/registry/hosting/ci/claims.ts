import { z } from 'zod';
import type { TrustedPublisher } from '../../storage/people/publishers.ts';

// What a job of GitHub Actions says about itself, signed by GitHub, and whether that is a publisher an owner has named.

const workflowRef = z.string().max(1000);

export const claimsSchema = z.looseObject({
  jti: z.string().min(1).max(500),
  repository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/),
  repository_id: z.string().regex(/^\d{1,20}$/),
  event_name: z.string().max(100),
  workflow_ref: workflowRef,
  job_workflow_ref: workflowRef,
  environment: z.string().max(255).optional(),
  run_id: z.string().max(30).optional(),
});
export type Claims = z.infer<typeof claimsSchema>;

/**
 * Begun by somebody who may write to the repository. A pull request, a comment or what follows on one of them may run
 * with somebody else's code in it.
 */
const EVENTS: ReadonlySet<string> = new Set([
  'push',
  'release',
  'workflow_dispatch',
  'schedule',
  'repository_dispatch',
]);

export type Misfit =
  | { readonly why: 'event' }
  | { readonly why: 'other repository' }
  | { readonly why: 'reused workflow' }
  | { readonly why: 'none' };

/** The publisher that the job is, or the nearest reason why it is none. */
export function publisherFor(claims: Claims, publishers: readonly TrustedPublisher[]): TrustedPublisher | Misfit {
  if (!EVENTS.has(claims.event_name)) return { why: 'event' };
  const named = publishers.filter((one) => fits(claims, one));
  const found = named.find(({ repositoryId }) => repositoryId === claims.repository_id || repositoryId === null);
  if (found === undefined) return { why: named.length > 0 ? 'other repository' : 'none' };
  // The job's steps must be those of the file the owner has named, not of one that it calls from elsewhere.
  return isWorkflow(claims.job_workflow_ref, claims.repository, found.workflow) ? found : { why: 'reused workflow' };
}

const fits = (claims: Claims, { repository, workflow, environment }: TrustedPublisher): boolean =>
  same(repository, claims.repository) &&
  isWorkflow(claims.workflow_ref, claims.repository, workflow) &&
  (environment === null || same(environment, claims.environment ?? ''));

/** Names of repositories and environments are the same in any case of letters; names of files are not. */
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function isWorkflow(ref: string, repository: string, workflow: string): boolean {
  const [path = ''] = ref.split('@', 1);
  const start = `${repository}/.github/workflows/`;
  return same(path.slice(0, start.length), start) && path.slice(start.length) === workflow;
}

export const isPublisher = (found: TrustedPublisher | Misfit): found is TrustedPublisher => 'id' in found;
