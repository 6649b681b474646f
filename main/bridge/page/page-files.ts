import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { contentSecurityPolicy, SECURITY_HEADERS } from './policy.ts';

export interface PageFile {
  readonly status: 200 | 400 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.cjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** What index.html carries where the nonce goes: in a <meta> that the component library's styles read it from. */
const NONCE_MARK = '__STYLE_NONCE__';

/** One file of the built page by the path of a URL, with every header it must have. `edit` is given the HTML alone. */
export async function readPageFile(
  root: string,
  urlPath: string,
  edit: (html: string) => string = (html) => html,
): Promise<PageFile> {
  const inside = safePath(urlPath);
  if (inside === undefined) return refusal(400);
  const type = TYPES[extname(inside)];
  const path = type === undefined ? undefined : await pathInside(root, inside);
  if (type === undefined || path === undefined) return refusal(404);
  const headers = { ...SECURITY_HEADERS, 'content-type': type };
  const body = await readFile(path);
  if (!inside.endsWith('.html')) {
    // The build names these by their content.
    const caching = inside.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return { status: 200, headers: { ...headers, 'cache-control': caching }, body };
  }
  const nonce = randomBytes(16).toString('base64');
  return {
    status: 200,
    headers: { ...headers, 'cache-control': 'no-store', 'content-security-policy': contentSecurityPolicy(nonce) },
    body: Buffer.from(edit(body.toString('utf8')).replaceAll(NONCE_MARK, nonce)),
  };
}

/** The path of a URL as a relative one, decoded once; undefined where anything about it is not plain. */
export function safePath(urlPath: string): string | undefined {
  // An encoded slash, back-slash, dot or per cent sign has no honest use in the names our build makes.
  if (/%(?:2f|5c|2e|25|00)/i.test(urlPath)) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (['\\', '\0', ':'].some((odd) => decoded.includes(odd)) || !decoded.startsWith('/')) return undefined;
  const parts = decoded === '/' ? ['index.html'] : decoded.slice(1).split('/');
  return parts.some((part) => part === '' || part.startsWith('.')) ? undefined : parts.join('/');
}

/** The file's real path, or undefined where it is not there or a link leads out of the root. */
async function pathInside(root: string, inside: string): Promise<string | undefined> {
  try {
    const [realRoot, path] = await Promise.all([realpath(root), realpath(join(root, inside))]);
    return path.startsWith(realRoot + sep) ? path : undefined;
  } catch {
    return undefined;
  }
}

function refusal(status: 400 | 404): PageFile {
  const body = Buffer.from(status === 400 ? 'Bad request' : 'Not found');
  return {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain', 'content-security-policy': contentSecurityPolicy() },
    body,
  };
}
