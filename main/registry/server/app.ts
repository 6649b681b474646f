import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import multipart from '@fastify/multipart';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { HostedSettings } from '../hosted-settings.ts';
import { answerJson, answerStatus, answersInJson } from './answer.ts';
import { type Area, canonicalUrl, isIn } from './areas.ts';
import type { Certificate } from './certificate.ts';
import type { RegistryContext } from './context.ts';
import { logRequests } from './log-requests.ts';
import { isNulInJson, refuseNulInAddress } from './nul.ts';
import { rehearse } from './rehearsal-faults.ts';
import { accountRoutes } from './routes/account.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { authRoutes } from './routes/auth.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { filesRoutes } from './routes/files.ts';
import { localRoutes } from './routes/local.ts';
import { metaRoutes } from './routes/meta.ts';
import { editRoutes } from './routes/package-edit.ts';
import { packageInfoRoutes } from './routes/package-info.ts';
import { newPackageRoute } from './routes/package-new.ts';
import { retryRoute } from './routes/package-retry.ts';
import { uploadRoute } from './routes/package-upload.ts';

const JSON_LIMIT = 102_400;
const CLOSED_TO_PAGES: readonly Area[] = ['local', 'auth', 'sign-in', 'me'];

interface ServerOptions {
  readonly onRoute?: ((method: string, path: string) => void) | undefined;
  /** Set where it serves a community: then everything that is for one author alone is not there. */
  readonly hosted?: HostedSettings | undefined;
  /** Speaks TLS with it; a proxy in front does otherwise. */
  readonly certificate?: Certificate | undefined;
}

/** The registry over HTTP: bodies and common headers here, one file per subject in routes/. */
export async function createServer(
  context: RegistryContext,
  listensOn: string,
  { onRoute, hosted, certificate }: ServerOptions = {},
): Promise<FastifyInstance> {
  const options = {
    bodyLimit: JSON_LIMIT,
    // As on the public server: letter case and a slash at the end make no difference.
    routerOptions: { maxParamLength: 500, caseSensitive: false, ignoreTrailingSlash: true },
    rewriteUrl: ({ url }) => canonicalUrl(url ?? '/'),
    // An author's own registry ends at once; a hosted one lets what is under way end.
    forceCloseConnections: hosted === undefined ? true : 'idle',
    trustProxy: hosted === undefined ? false : [...hosted.trustedProxies],
    // A connection on which nothing moves is let go, whatever it is in the middle of.
    connectionTimeout: context.idleTimeoutMs,
    genReqId: () => randomUUID(),
    frameworkErrors: (_: unknown, __: unknown, reply: FastifyReply) => void answerStatus(reply, 400),
  } satisfies FastifyServerOptions;
  // Fastify gives each kind of server a type of its own; nothing below makes a difference between them.
  const app =
    certificate === undefined
      ? Fastify(options)
      : (Fastify({ ...options, https: certificate }) as unknown as FastifyInstance);
  app.decorateRequest('grant', undefined);
  app.addHook('onRoute', ({ method, url }) => onRoute?.(String(method), url));
  if (hosted === undefined) logRequests(app, context);
  addCommonHeaders(app);
  app.addHook('onRequest', refuseNulInAddress);
  letGoOfSlowBodies(app, context);
  if (hosted === undefined) rehearse(app, context);
  await readBodies(app);
  if (hosted === undefined) app.setNotFoundHandler(async (_, reply) => answerStatus(reply, 404));
  app.setErrorHandler((error: FastifyError, _, reply) => answerError(error, reply, context.onError));

  metaRoutes(app, context);
  packageInfoRoutes(app, context);
  newPackageRoute(app, context);
  uploadRoute(app, context);
  retryRoute(app, context);
  editRoutes(app, context);
  downloadRoutes(app, context);
  accountRoutes(app, context);
  analyticsRoutes(app, context);
  authRoutes(app, context, { listensOn, openAccounts: hosted === undefined });
  filesRoutes(app, context);
  if (hosted === undefined) localRoutes(app, context, listensOn);
  return app;
}

function addCommonHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-Powered-By', 'Express, X-Pkg contributors, and you :)');
    reply.header('X-Request-Id', request.id);
    // X-Pkg is open to pages of any origin; what belongs to this machine, or to whoever is signed in, is not.
    if (CLOSED_TO_PAGES.some((area) => isIn(area, request))) return undefined;
    reply.header('Access-Control-Allow-Origin', '*');
    if (request.method !== 'OPTIONS') return undefined;
    reply.header('Access-Control-Allow-Methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
    reply.header('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*');
    return reply.code(204).send();
  });
}

/**
 * A body that is no upload is a few kilobytes: one that comes a byte at a time is somebody holding a connection. An upload
 * may be long, and once it is answered its rest is read away, but only while it comes at a pace of uploads.
 */
function letGoOfSlowBodies(app: FastifyInstance, { idleTimeoutMs }: RegistryContext): void {
  app.addHook('onRequest', async ({ raw }, reply) => {
    const { 'content-length': length, 'transfer-encoding': coding, 'content-type': type } = raw.headers;
    const hasBody = coding !== undefined || (length !== undefined && length !== '0');
    if (!hasBody) return;
    if (type?.toLowerCase().startsWith('multipart/form-data')) {
      reply.raw.once('finish', () => {
        if (!raw.complete) letGoOfDrips(raw, idleTimeoutMs);
      });
      return;
    }
    const limit = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, idleTimeoutMs);
    raw.once('close', () => clearTimeout(limit));
  });
}

/** Much less than any line carries in a minute. */
const LEAST_REST = 16_384;

function letGoOfDrips(raw: IncomingMessage, everyMs: number): void {
  const { socket } = raw;
  let before = socket.bytesRead;
  const look = setInterval(() => {
    if (raw.complete) return clearInterval(look);
    if (socket.bytesRead - before < LEAST_REST) raw.destroy();
    before = socket.bytesRead;
  }, everyMs);
  for (const over of ['close', 'end']) raw.once(over, () => clearInterval(look));
}

/** JSON is read before the token is looked at, a multipart form only by the route itself (XPKG.md section 7). */
async function readBodies(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  // GET /packages/info takes its private key in a body.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, async (_: FastifyRequest, text: string) => {
    if (text.trim() === '') return {};
    return parseObject(text);
  });
  await app.register(multipart);
  // A body of any other kind is as good as none: the fields it should have brought are missing.
  app.addContentTypeParser('*', async () => undefined);
}

function parseObject(text: string): object {
  if (isNulInJson(text)) throw wrongBody('The body holds the character NUL');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Answered below, like a value that is no object.
  }
  throw wrongBody('The body is not a JSON object');
}

function wrongBody(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400 });
}

function answerError(error: FastifyError, reply: FastifyReply, onError: (error: unknown) => void): FastifyReply {
  const status = error.statusCode !== undefined && error.statusCode >= 400 ? error.statusCode : 500;
  if (status >= 500) onError(error);
  if (!answersInJson(reply) || status >= 500) return answerStatus(reply, status);
  return answerJson(reply, status, error.message);
}
