import { z } from 'zod';

// What a job of CI says about itself, signed by its issuer, in the words of GitHub Actions and in those of GitLab.

export interface CiJob {
  readonly jti: string;
  /** OWNER/NAME; on GitLab with all groups that it is in. */
  readonly repository: string;
  /** The issuer's own number for it. */
  readonly repositoryId: string;
  /** What began it, as the issuer calls it. */
  readonly event: string;
  /** Begun by somebody who may write to the repository. */
  readonly isByWriter: boolean;
  /** Where the files of its workflows lie, and which of them began it and holds its steps: each up to an @ and the ref. */
  readonly folder: string;
  readonly workflow: string;
  readonly steps: string;
  readonly environment: string | undefined;
  readonly run: string;
}

const name = z.string().regex(/^[\w.-]{1,255}(\/[\w.-]{1,255}){1,20}$/);
const number = z.string().regex(/^\d{1,20}$/);
const event = z.string().max(100);
const file = z.string().max(2000);
const common = { jti: z.string().min(1).max(500), environment: z.string().max(255).optional() };
const run = z.string().max(30).default('unknown');

/** A pull request, a comment or what follows on one of them may run with somebody else's code in it. */
const GITHUB_EVENTS: ReadonlySet<string> = new Set([
  'push',
  'release',
  'workflow_dispatch',
  'schedule',
  'repository_dispatch',
]);

const github = z
  .looseObject({
    ...common,
    repository: name,
    repository_id: number,
    event_name: event,
    workflow_ref: file,
    job_workflow_ref: file,
    run_id: run,
  })
  .transform(
    (claims): CiJob => ({
      jti: claims.jti,
      repository: claims.repository,
      repositoryId: claims.repository_id,
      event: claims.event_name,
      isByWriter: GITHUB_EVENTS.has(claims.event_name),
      folder: `${claims.repository}/.github/workflows/`,
      workflow: claims.workflow_ref,
      steps: claims.job_workflow_ref,
      environment: claims.environment,
      run: claims.run_id,
    }),
  );

/** Those of merge requests have others' code; a child's steps may be a file that a job has made; a trigger's token is passed around. */
const GITLAB_SOURCES: ReadonlySet<string> = new Set(['push', 'web', 'schedule', 'api']);

const gitlab = z
  .looseObject({
    ...common,
    project_path: name,
    project_id: number,
    pipeline_source: event,
    ci_config_ref_uri: file,
    pipeline_id: run,
  })
  .transform((claims): CiJob => {
    // It begins with the host, which the issuer is: gitlab.com/group/project//.gitlab-ci.yml@refs/tags/v1.
    const config = claims.ci_config_ref_uri.slice(claims.ci_config_ref_uri.indexOf('/') + 1);
    return {
      jti: claims.jti,
      repository: claims.project_path,
      repositoryId: claims.project_id,
      event: claims.pipeline_source,
      isByWriter: GITLAB_SOURCES.has(claims.pipeline_source),
      folder: `${claims.project_path}//`,
      workflow: config,
      steps: config,
      environment: claims.environment,
      run: claims.pipeline_id,
    };
  });

/** Undefined for what is a job of neither. */
export function readCiJob(payload: unknown): CiJob | undefined {
  return z.union([github, gitlab]).safeParse(payload).data;
}
