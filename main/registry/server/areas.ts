import type { FastifyRequest } from 'fastify';

/** The parts of the API whose rules differ from those of the rest. */
export type Area = 'local' | 'auth' | 'v1' | 'access' | 'ci' | 'sign-in' | 'me';

/**
 * One spelling for each path: every segment decoded once and encoded again, so that routing and every decision after it
 * read the same text. An encoded "/" stays inside its segment.
 */
export function canonicalUrl(url: string): string {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  if (!path.includes('%')) return url;
  try {
    const spelled = path.split('/').map((segment) => encodeURIComponent(decodeURIComponent(segment)));
    return spelled.join('/') + (at < 0 ? '' : url.slice(at));
  } catch {
    // The router answers a malformed path with 400.
    return url;
  }
}

/** Letter case does not matter to the router, so it does not here. */
export function pathOf(request: FastifyRequest): string {
  return (request.url.split(/[?#]/, 1)[0] ?? '').toLowerCase();
}

export function isIn(area: Area, request: FastifyRequest): boolean {
  const path = pathOf(request);
  return path === `/${area}` || path.startsWith(`/${area}/`);
}

/** A path as a log may show it: what opens a private version or an account is left out. */
export function pathForLog(request: FastifyRequest): string {
  const path = request.url.split(/[?#]/, 1)[0] ?? '';
  return path.replace(/^(\/packages\/files|\/downloads|\/auth\/verify)\/.+$/i, '$1/…');
}
