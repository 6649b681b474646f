import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parsePartialPackageId, roleAllows } from '../../../../protocol/index.ts';
import { issueCiToken } from '../../accounts/index.ts';
import { CI_TOKEN } from '../../hosted-settings.ts';
import { rateLimited } from '../../server/access/rate-limits.ts';
import { answerJson } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import type { Statements } from '../../storage/database/store.ts';
import { roleAt } from '../../storage/packages/roles.ts';
import { isLocked } from '../../storage/people/authors.ts';
import { listPublishers, publisherUsed } from '../../storage/people/publishers.ts';
import { markUsed } from '../../storage/people/single-use.ts';
import type { CiJob } from './claims.ts';
import type { IdTokens, VerifiedToken } from './id-tokens.ts';
import { isPublisher, type PublisherMismatch, publisherFor } from './publisher-for.ts';

const askedSchema = z.object({ packageId: z.string().max(200), idToken: z.string().min(1).max(16_384) });

/** A job of CI shows who it is and gets a token for a quarter of an hour, to upload versions of one package. */
export function exchangeRoute(app: FastifyInstance, context: RegistryContext, idTokens: IdTokens): void {
  app.post(CI_TOKEN, { preHandler: [rateLimited(context, 'login')] }, async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    const asked = askedSchema.safeParse(request.body);
    const id = parsePartialPackageId(asked.data?.packageId ?? '');
    if (!asked.success || !id.ok) {
      return answerJson(reply, 400, 'Send { "packageId": "...", "idToken": "..." }.');
    }
    const read = await idTokens.read(asked.data.idToken);
    if (read.kind === 'refused') return answerJson(reply, 401, read.why, 'id_token_refused');
    if (read.kind === 'away') {
      context.onError(read.cause);
      const said = 'Who signed the ID token could not be asked for its keys. Try again in a minute.';
      return answerJson(reply.header('Retry-After', '60'), 503, said, 'issuer_away');
    }
    const packageId = id.value.partial;
    const outcome = await context.db.transaction((inside) => exchange(context, inside, request, packageId, read));
    if ('refused' in outcome) return answerJson(reply, outcome.status, outcome.refused, outcome.code);
    return reply.send(outcome);
  });
}

interface Refused {
  readonly status: 401 | 403;
  readonly code: string;
  readonly refused: string;
}

async function exchange(
  context: RegistryContext,
  inside: Statements,
  request: FastifyRequest,
  packageId: string,
  { issuer, job, expiresAt }: VerifiedToken,
): Promise<{ readonly token: string; readonly expiresAt: string } | Refused> {
  const publishers = (await listPublishers(inside, packageId)).filter((one) => one.issuer === issuer);
  const found = publisherFor(job, publishers);
  // Nobody who asks is told which packages there are, or who may publish them.
  if (!isPublisher(found)) return refuse(403, 'not_trusted', sentenceFor(found, job, packageId));
  const role = await roleAt(inside, packageId, found.authorId);
  if (!roleAllows(role, 'publish') || (await isLocked(inside, found.authorId))) {
    return refuse(403, 'not_trusted', `Whoever named this publisher of ${packageId} may publish it no more.`);
  }
  if (!(await markUsed(inside, `${issuer} ${job.jti}`, 'ci', expiresAt))) {
    return refuse(401, 'id_token_refused', 'This ID token was used before. Ask for a new one.');
  }
  await publisherUsed(inside, found.id, job.repositoryId);
  const { text, token } = await issueCiToken(inside, found.authorId, { name: `CI: ${job.repository}`, packageId });
  const target = `${job.repository}, ${found.workflow}, run ${job.run}: ${token.id}`;
  await context.audit(inside, request, { action: 'token.exchange', packageId, target, authorId: found.authorId });
  return { token: text, expiresAt: new Date(token.expiresAt ?? 0).toISOString() };
}

function refuse(status: 401 | 403, code: string, refused: string): Refused {
  return { status, code, refused };
}

/** In words of what the job itself says, so that its author sees what to write on the page of the package. */
function sentenceFor({ why }: PublisherMismatch, job: CiJob, packageId: string): string {
  const { repository, event } = job;
  if (why === 'event') {
    return `A job that was begun by "${event}" may not publish: such a job may run what others have written.`;
  }
  if (why === 'other repository') {
    return `${repository} is not the repository that published ${packageId} before, although it has its name. An owner has to name it anew.`;
  }
  if (why === 'reused workflow') {
    return `The job's steps are in ${job.steps}. They have to stand in the workflow that an owner has named.`;
  }
  const environment = job.environment === undefined ? 'no environment' : `environment ${job.environment}`;
  return `No trusted publisher of ${packageId} is this one: repository ${repository}, workflow ${job.workflow}, ${environment}.`;
}
