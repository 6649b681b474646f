import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { NAME_LENGTH, TOKEN_LIMITS } from '../../../../protocol/index.ts';
import { handoverPage } from '../../../registry-pages/index.ts';
import { rateLimited } from '../../server/access/rate-limits.ts';
import { answerJson } from '../../server/answer.ts';
import { issueRequestedToken } from '../../server/issue-token.ts';
import { isLocked } from '../../storage/people/authors.ts';
import { putSingleUse, takeSingleUse } from '../../storage/people/single-use.ts';
import { APP_PERMISSIONS } from './app-permissions.ts';
import { readerOf, type SignInParts, sendAccountPage, sendFault, sessionOf, signedIn, wordsFor } from './requests.ts';

// Loadmaster on the author's own computer gets its token without anybody copying it (as RFC 8252 has it): it waits at a
// port of that computer, the browser brings a code there, and the code is worth a token only to whoever began.

const CODE_MS = 60_000;

const askedSchema = z.object({
  port: z.coerce.number().int().min(1).max(65_535),
  state: z.string().regex(/^[\w-]{16,128}$/),
  challenge: z.string().regex(/^[\w-]{43}$/),
  name: z.string().trim().min(1).max(NAME_LENGTH.max).default('Loadmaster'),
});

const LOCKED = { ok: false, code: 'locked' } as const;
const codeSchema = z.object({ code: z.string().max(200), verifier: z.string().regex(/^[\w.~-]{43,128}$/) });
const keptSchema = z.object({ authorId: z.string(), challenge: z.string(), name: z.string() });

export function appRoutes(app: FastifyInstance, parts: SignInParts): void {
  const { context } = parts;
  const { db } = context;
  const page = { preHandler: [rateLimited(context)] };

  app.get('/me/app', page, async (request, reply) => {
    const asked = askedSchema.safeParse(request.query);
    if (!asked.success) return sendFault(parts, request, reply, [400, wordsFor(parts, request).faults.badHandover]);
    const { port, name, ...rest } = asked.data;
    const fields = { ...rest, name, port: String(port) };
    if ((await sessionOf(parts, request)) === undefined) {
      const next = `/me/app?${new URLSearchParams(fields)}`;
      return reply.header('Cache-Control', 'no-store').redirect(`/sign-in?${new URLSearchParams({ next })}`, 303);
    }
    const address = `http://127.0.0.1:${port}`;
    // The app hears of a no at once, and its author need not wait there until it gives up.
    const refusal = `${address}/?${new URLSearchParams({ error: 'access_denied', state: rest.state })}`;
    return sendAccountPage(reply, handoverPage(readerOf(parts, request), { device: name, fields, address, refusal }));
  });

  app.post(
    '/me/app',
    page,
    signedIn(parts, async ({ authorId }, request, reply) => {
      const asked = askedSchema.safeParse(request.body);
      if (!asked.success) return sendFault(parts, request, reply, [400, wordsFor(parts, request).faults.badHandover]);
      const { port, state, challenge, name } = asked.data;
      const code = randomBytes(32).toString('base64url');
      await putSingleUse(db, code, { purpose: 'app', content: { authorId, challenge, name }, forMs: CODE_MS });
      const answer = new URLSearchParams({ code, state });
      return reply.header('Cache-Control', 'no-store').redirect(`http://127.0.0.1:${port}/?${answer}`, 303);
    }),
  );

  app.post('/me/app/token', { preHandler: [rateLimited(context, 'login')] }, async (request, reply) => {
    const asked = codeSchema.safeParse(request.body);
    const kept = asked.success ? keptSchema.safeParse(await takeSingleUse(db, asked.data.code, 'app')) : undefined;
    if (!asked.success || kept?.success !== true || !isVerifierOf(asked.data.verifier, kept.data.challenge)) {
      return answerJson(reply, 401, 'The code is not valid, or was used, or is older than a minute.', 'invalid_code');
    }
    const { authorId, name } = kept.data;
    const issued = await db.transaction(async (inside) => {
      if (await isLocked(inside, authorId)) return LOCKED;
      // The same computer may ask again, and names of tokens are told apart.
      const wish = { name: uniqueName(name), permissions: APP_PERMISSIONS, expires: TOKEN_LIMITS.days };
      const made = await issueRequestedToken(inside, authorId, wish);
      if (made.ok) await context.audit(inside, request, { action: 'token.issue', target: made.token.id, authorId });
      return made;
    });
    if (!issued.ok) return answerJson(reply, 409, 'No token could be made.', issued.code);
    return reply.header('Cache-Control', 'no-store').send({ token: issued.text });
  });
}

function isVerifierOf(verifier: string, challenge: string): boolean {
  const found = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  const wanted = Buffer.from(challenge);
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}

function uniqueName(name: string): string {
  return `${name.slice(0, NAME_LENGTH.max - 7)} ${randomBytes(3).toString('hex')}`;
}
