import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { MAX_UNPACKED_BYTES } from '../../protocol/index.ts';
import { createAdminToken, createFirstAuthor, type LocalAccount } from './accounts/index.ts';
import { APP_PAGE, CI_TOKEN, type HostedSettings } from './hosted-settings.ts';
import type { Hosted, HostedListeners } from './hosting/hosted.ts';
import { openProof } from './proof.ts';
import { openQueue, type RunProcessing } from './queue/index.ts';
import { openRehearsal } from './rehearsal.ts';
import { type LoggedRequest, openRequestLog } from './request-log.ts';
import { applySeed, type SeedInput } from './seed.ts';
import { openRateLimiters } from './server/access/rate-limits.ts';
import { createServer } from './server/app.ts';
import { auditWriter } from './server/audit.ts';
import { type CertificateFiles, readCertificate, renewCertificate } from './server/certificate.ts';
import type { RegistryContext } from './server/context.ts';
import { openPackageList } from './server/package-list.ts';
import type { DiskCalls } from './storage/files/files.ts';
import { openStorage, type Storage, type StorageSettings } from './storage/open-storage.ts';
import { forgetAllPackages } from './storage/packages/packages.ts';
import { sweep } from './storage/sweep.ts';

export type RegistrySettings = Omit<StorageSettings, 'disk' | 'sweeps'> & {
  readonly host?: string | undefined;
  /** 0 lets the system choose one. */
  readonly port?: number | undefined;
  readonly seed?: SeedInput | undefined;
  readonly rateLimits?: boolean | undefined;
  /** Bytes for every author made here, the first one included; without it there is no limit. */
  readonly totalStorage?: number | undefined;
  /** An upload that sends nothing for so long is given up. */
  readonly idleTimeoutMs?: number | undefined;
  readonly maxUnpackedBytes?: number | undefined;
  /** Whether this process works on what is uploaded; by default where no other one could. */
  readonly processing?: boolean | undefined;
  /** Speaks TLS by itself, without a proxy. */
  readonly tls?: CertificateFiles | undefined;
  /** Serves a community instead of one author. */
  readonly hosted?: HostedSettings | undefined;
};

export type RegistryOptions = RegistrySettings & {
  readonly onRequest?: ((entry: LoggedRequest) => void) | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
  /** A hosted registry's log, a line of JSON a request. */
  readonly onAccess?: ((line: string) => void) | undefined;
  /** Tests put their own in place of these. */
  readonly run?: RunProcessing | undefined;
  /** Hears of each route once, so that a test can ask all there are. */
  readonly onRoute?: ((method: string, path: string) => void) | undefined;
  readonly disk?: DiskCalls | undefined;
};

export interface Registry {
  readonly url: string;
  readonly port: number;
  /** Of a hosted registry: where its operator finds health, metrics and the rest. */
  readonly operationsUrl?: string | undefined;
  /** Only when this start created the first author: the token is not shown again. */
  readonly firstRun?: LocalAccount;
  /** A new Admin token for the owner of the machine; undefined when there is no author. */
  createAdminToken(): Promise<LocalAccount | undefined>;
  /** Reads the certificate's files again. */
  renewCertificate?(): void;
  /** Resolves when nothing is left to process. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const LOCALHOST = '127.0.0.1';
const LOCAL = { name: 'X-Pkg', description: 'A local X-Pkg registry for rehearsing and testing releases.' };
const IDLE_TIMEOUT_MS = 60_000;
const SWEEP_EVERY_MS = 600_000;

/** Opens the registry of a data folder and serves it. */
export async function startRegistry(options: RegistryOptions): Promise<Registry> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const storage = await openStorage(options, options.onError ?? (() => undefined));
  try {
    const { db } = storage;
    if (options.seed !== undefined) await applySeed(db, options.seed);
    const firstRun = await createFirstAuthor(db, options.totalStorage);
    const served = await serve(options, storage);
    return {
      ...served,
      ...(firstRun === undefined ? {} : { firstRun }),
      createAdminToken: async () => createAdminToken(db),
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

type Served = Omit<Registry, 'firstRun' | 'createAdminToken'>;

async function serve(options: RegistryOptions, storage: Storage): Promise<Served> {
  const host = options.host ?? LOCALHOST;
  const processor = options.run === undefined ? await realProcessor() : { run: options.run, close: async () => {} };
  let url = '';
  const proof = await openProof(options.dataDir);
  const baseUrl = () => url;
  const context = await openContext(options, { storage, proof, run: processor.run, baseUrl });
  const { queue, packageList } = context;
  const { hosted, onRoute, tls } = options;
  const certificate = tls && readCertificate(tls);
  const listensOn = hosted === undefined ? host : new URL(hosted.publicUrl).hostname;
  const app = await createServer(context, listensOn, { onRoute, hosted, certificate });
  const operator = hosted && (await openHosting(app, context, hosted, options));
  await app.listen({ host, port: options.port ?? 0 });
  const { port } = app.server.address() as AddressInfo;
  url =
    hosted?.publicUrl ?? `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  queue.wake();
  context.mirror?.follow();
  void packageList.body().catch(() => 'closed before it was ready');
  const sweeper = sweepNowAndThen(storage, context);
  const close = async (): Promise<void> => {
    clearInterval(sweeper);
    operator?.stopping();
    await closeServer(app, hosted?.drainMs);
    await Promise.allSettled(context.accepting);
    await context.mirror?.close();
    await queue.close();
    await processor.close();
    await operator?.close();
    await storage.close();
  };
  let closing: Promise<void> | undefined;
  return {
    url,
    port,
    operationsUrl: operator?.operationsUrl,
    renewCertificate: () => tls && renewCertificate(app.server, tls),
    idle: () => queue.idle(),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

type OpenParts = Pick<RegistryContext, 'proof' | 'baseUrl'> & {
  readonly storage: Storage;
  readonly run: RunProcessing;
};

/** Everything the routes work with, and the queue among it. */
async function openContext(options: RegistryOptions, { run, storage, ...parts }: OpenParts): Promise<RegistryContext> {
  const { db, files, pool } = storage;
  const rehearsal = openRehearsal();
  const packageList = openPackageList(db, { mirrored: options.hosted?.mirror !== undefined });
  const onError = options.onError ?? (() => undefined);
  const queue = openQueue({
    db,
    files,
    rehearsal,
    run,
    maxUnpackedBytes: options.maxUnpackedBytes ?? MAX_UNPACKED_BYTES,
    baseUrl: parts.baseUrl,
    onError,
    onJobFinished: (packageId) => packageList.changed(packageId),
    works: options.processing ?? !db.shared,
  });
  db.onChange((change) => {
    if (change.kind === 'package') packageList.changed(change.id);
    else if (change.kind === 'all') packageList.forget();
  });
  const context: RegistryContext = {
    ...parts,
    db,
    files,
    queue,
    mirror: await mirrorOf(options, storage, (id) => packageList.changed(id)),
    rehearsal,
    packageList,
    requests: openRequestLog(options.onRequest),
    limiters: openRateLimiters(options.rateLimits ?? true, pool),
    accepting: new Set(),
    startedAt: Date.now(),
    idleTimeoutMs: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
    defaultStorage: options.totalStorage,
    about: options.hosted === undefined ? LOCAL : aboutHosted(options.hosted),
    audit: auditWriter(options.hosted !== undefined),
    removedStays: options.hosted !== undefined,
    limitsUploads: options.hosted !== undefined,
    onError,
    reset: () => queue.whileStopped(() => forgetPackages(context)),
  };
  return context;
}

function aboutHosted({ name, description, publicUrl, ciIssuers = [] }: HostedSettings): RegistryContext['about'] {
  const ci = ciIssuers.length === 0 ? undefined : { path: CI_TOKEN, audience: publicUrl };
  return { name, description, signIn: APP_PAGE, ci };
}

async function mirrorOf(
  { hosted, onError = () => undefined }: RegistryOptions,
  { db, files }: Storage,
  onChanged: (packageId: string) => void,
): Promise<RegistryContext['mirror']> {
  if (hosted?.mirror === undefined) return undefined;
  const { openMirror } = await import('./mirror/index.ts');
  return openMirror({ db, files, ...hosted.mirror, onChanged, onError });
}

/** Loaded where it is asked for: the registry of one author needs none of it. */
async function openHosting(
  app: FastifyInstance,
  context: RegistryContext,
  settings: HostedSettings,
  listeners: HostedListeners,
): Promise<Hosted> {
  const { host } = await import('./hosting/hosted.ts');
  return host(app, context, settings, listeners);
}

/** Ends when the last request has; whoever takes longer than the limit is cut off. */
async function closeServer(app: FastifyInstance, drainMs: number | undefined): Promise<void> {
  if (drainMs === undefined) return app.close();
  const limit = setTimeout(() => app.server.closeAllConnections(), drainMs);
  // Closing lets go of what is idle at that moment; a connection whose answer ends later is idle only then.
  const idle = setInterval(() => app.server.closeIdleConnections(), 100);
  try {
    await app.close();
  } finally {
    clearTimeout(limit);
    clearInterval(idle);
  }
}

function sweepNowAndThen(storage: Storage, { queue, onError }: RegistryContext): NodeJS.Timeout {
  const sweeper = setInterval(() => {
    storage.sweepNow((work) => queue.whileStopped(work)).catch(onError);
  }, SWEEP_EVERY_MS);
  return sweeper.unref();
}

async function forgetPackages(context: RegistryContext): Promise<void> {
  await Promise.allSettled(context.accepting);
  await forgetAllPackages(context.db);
  context.packageList.forget();
  context.requests.clear();
  await sweep(context.db, context.files);
}

/** Loaded at its use, so that asking for a registry does not wait for the zip code. */
async function realProcessor(): Promise<{ run: RunProcessing; close(): Promise<void> }> {
  const { openProcessor } = await import('./processing/index.ts');
  return openProcessor();
}
