import type { TrustedPublisher } from '../../storage/people/publishers.ts';
import type { CiJob } from './claims.ts';

// Whether a job is a publisher that an owner has named.

export type PublisherMismatch =
  | { readonly why: 'event' }
  | { readonly why: 'other repository' }
  | { readonly why: 'reused workflow' }
  | { readonly why: 'none' };

/** The publisher that the job is, or the nearest reason why it is none. */
export function publisherFor(
  job: CiJob,
  publishers: readonly TrustedPublisher[],
): TrustedPublisher | PublisherMismatch {
  if (!job.isByWriter) return { why: 'event' };
  const named = publishers.filter((one) => fits(job, one));
  const found = named.find(({ repositoryId }) => repositoryId === job.repositoryId || repositoryId === undefined);
  if (found === undefined) return { why: named.length > 0 ? 'other repository' : 'none' };
  // The job's steps must be those of the file the owner has named, not of one that it calls from elsewhere.
  return isWorkflow(job.steps, job, found.workflow) ? found : { why: 'reused workflow' };
}

function fits(job: CiJob, { repository, workflow, environment }: TrustedPublisher): boolean {
  return (
    same(repository, job.repository) &&
    isWorkflow(job.workflow, job, workflow) &&
    (environment === undefined || same(environment, job.environment ?? ''))
  );
}

/** Names of repositories and environments are the same in any case of letters; names of files are not. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function isWorkflow(ref: string, { folder }: CiJob, workflow: string): boolean {
  const [path = ''] = ref.split('@', 1);
  return same(path.slice(0, folder.length), folder) && path.slice(folder.length) === workflow;
}

export function isPublisher(found: TrustedPublisher | PublisherMismatch): found is TrustedPublisher {
  return 'id' in found;
}
