import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RegistryPagesWords, registryPagesWords } from '../../../../preload/messages/registry-pages.ts';
import { hasPermission } from '../../../../protocol/index.ts';
import { accountFaultPage, type Reader } from '../../../registry-pages/index.ts';
import { isIn } from '../../server/areas.ts';
import type { RegistryContext } from '../../server/context.ts';
import { textFrom } from '../../server/request-fields.ts';
import { digestOf } from '../../storage/people/token-text.ts';
import { findTokenByDigest, type Token } from '../../storage/people/tokens.ts';
import { readerLanguage } from '../reader-language.ts';
import type { Provider } from './provider.ts';

// What the pages for people who are signed in have in common: who reads, in which language, and cookies.

export interface SignInParts {
  readonly context: RegistryContext;
  readonly publicUrl: string;
  readonly provider: Provider | undefined;
  readonly makesAccounts: boolean;
  /** Whose proofs of CI are believed. */
  readonly ciIssuers: readonly string[];
}

export function readerOf({ context }: SignInParts, request: FastifyRequest): Reader {
  return { site: context.about.name, language: readerLanguage(request) };
}

export function wordsFor(parts: SignInParts, request: FastifyRequest): RegistryPagesWords['account'] {
  return registryPagesWords(readerOf(parts, request).language).account;
}

/**
 * Not kept by anybody, not shown inside other pages, and its address is told to no other site. Told to nobody at all, a browser
 * would not say either that a form was of this site.
 */
export function sendAccountPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('X-Content-Type-Options', 'nosniff')
    .header('X-Frame-Options', 'DENY')
    .header('Referrer-Policy', 'same-origin')
    .header('Cache-Control', 'no-store')
    .send(page);
}

export function sendFault(
  parts: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
  [status, said]: [number, string],
) {
  return sendAccountPage(reply.code(status), accountFaultPage(readerOf(parts, request), said, isIn('me', request)));
}

type CookieName = 'session' | 'sign-in' | 'next';

const SECONDS: Readonly<Record<CookieName, number>> = { session: 6 * 3600, 'sign-in': 600, next: 600 };

/** Over TLS the name itself says that no other host and no path can have set it. */
function nameOf(publicUrl: string, name: CookieName): string {
  return publicUrl.startsWith('https:') ? `__Host-registry-${name}` : `registry-${name}`;
}

export function setCookie(
  { publicUrl }: SignInParts,
  reply: FastifyReply,
  name: CookieName,
  value: string | undefined,
): void {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const age = value === undefined ? 0 : SECONDS[name];
  reply.header(
    'Set-Cookie',
    `${nameOf(publicUrl, name)}=${value ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`,
  );
}

export function cookieOf({ publicUrl }: SignInParts, request: FastifyRequest, name: CookieName): string | undefined {
  const wanted = nameOf(publicUrl, name);
  for (const pair of request.headers.cookie?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === wanted) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** A browser is signed in with the token of a log-in, in a cookie that these pages alone look at: no route of the API does. */
export async function sessionOf(parts: SignInParts, request: FastifyRequest): Promise<Token | undefined> {
  const text = cookieOf(parts, request, 'session');
  const token = text === undefined ? undefined : await findTokenByDigest(parts.context.db, digestOf(text));
  return token?.kind === 'login' && hasPermission(token, 'Admin') ? token : undefined;
}

/** A browser says where a form was: one of another site may do nothing here. */
export function isOwnForm({ publicUrl }: SignInParts, { headers }: FastifyRequest): boolean {
  return headers.origin === new URL(publicUrl).origin;
}

/** Whose account an Admin token opens. */
export async function ownerOfToken({ context }: SignInParts, text: string): Promise<string | undefined> {
  const token = text === '' ? undefined : await findTokenByDigest(context.db, digestOf(text));
  return token !== undefined && hasPermission(token, 'Admin') ? token.authorId : undefined;
}

export function fieldOf({ body }: FastifyRequest, name: string): string {
  return textFrom(body, name)?.trim() ?? '';
}

/** A form of our own page, sent by somebody who is signed in. */
export function signedIn(
  parts: SignInParts,
  act: (session: Token, request: FastifyRequest, reply: FastifyReply, parts: SignInParts) => Promise<unknown>,
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (!isOwnForm(parts, request)) {
      return sendFault(parts, request, reply, [403, wordsFor(parts, request).faults.otherPage]);
    }
    const session = await sessionOf(parts, request);
    if (session === undefined) return reply.redirect('/sign-in', 303);
    return await act(session, request, reply, parts);
  };
}
