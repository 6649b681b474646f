import type { z } from 'zod';
import type { Clock } from '../ports.ts';
import {
  type Account,
  accountSchema,
  downloadsSchema,
  filesRetrySchema,
  filesSchema,
  metaSchema,
  type OwnPackage,
  ownPackageSchema,
  ownPackagesSchema,
  ownVersionSchema,
  type PackageInfo,
  packageInfoSchema,
  publicPackagesSchema,
  type StoredFile,
  type VersionData,
} from './answers.ts';
import type { ArchiveToSend } from './archive-stream.ts';
import { perform, TIMEOUTS, type Timeouts } from './http.ts';
import type { Limiter, RouteName, Urgency } from './limiter.ts';
import { networkFault } from './network-fault.ts';
import { mayUpload } from './probe.ts';
import { type Reply, readReply } from './reply.ts';
import { type SendOutcome, sendArchive } from './send-archive.ts';

export interface ClientOptions {
  /** https, or http on this machine; checked by whoever makes the client. Without a slash at its end. */
  readonly baseUrl: string;
  readonly token: string | null;
  /** Shared by all clients of one registry. */
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly timeouts?: Partial<Timeouts>;
}

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly urgency?: Urgency;
  /** How often a 429 is waited out before it is told. */
  readonly patience?: number;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (sent: number, total: number) => void;
}

export interface NewPackageBody {
  readonly packageId: string;
  readonly packageName: string;
  readonly packageType: string;
  readonly description: string;
}

/** A version named as the routes want it: partial id, canonical version. */
export interface VersionName {
  readonly packageId: string;
  readonly version: string;
}

export interface DownloadPoint {
  readonly at: number;
  readonly downloads: number;
}

interface Question<T> extends AskOptions {
  readonly route: RouteName;
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly json?: unknown;
  readonly schema: z.ZodType<T> | null;
  readonly bearer?: boolean;
}

export type RegistryClient = ReturnType<typeof createRegistryClient>;

const USER_AGENT = 'Loadmaster';

/** Every route of a registry (XPKG.md sections 5 to 8 and the file routes). Nothing here throws for what a registry does. */
export function createRegistryClient(options: ClientOptions) {
  const { baseUrl, token, limiter, clock } = options;
  const timeouts: Timeouts = { ...TIMEOUTS, ...options.timeouts };

  function headers(bearer = false): Record<string, string> {
    const authorization = token === null ? {} : { authorization: bearer ? `Bearer ${token}` : token };
    return { 'user-agent': USER_AGENT, ...authorization };
  }

  async function once<T>(question: Question<T>): Promise<Reply<T | null>> {
    const url = `${baseUrl}${question.path}`;
    try {
      await limiter.acquire(question.route, question.urgency ?? 'urgent', question.signal);
    } catch {
      const fault = networkFault('aborted', new URL(url).host, false);
      return { kind: 'unanswered', reason: 'aborted', error: fault.error };
    }
    const body = question.json === undefined ? undefined : JSON.stringify(question.json);
    const outcome = await perform({
      method: question.method ?? 'GET',
      url,
      headers: { ...headers(question.bearer), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
      signal: question.signal,
      timeouts,
    });
    const reply = readReply(outcome, question.schema, url, clock.now());
    if (reply.kind === 'rate-limited') limiter.blocked(question.route, reply.waitMs, reply.everything);
    return reply;
  }

  /** A 429 means that nothing was done, so the same question may be asked again whatever it asks for. */
  async function askAny<T>(question: Question<T>): Promise<Reply<T | null>> {
    let patience = question.patience ?? 2;
    for (;;) {
      const reply = await once(question);
      if (reply.kind !== 'rate-limited' || patience-- <= 0) return reply;
    }
  }

  async function ask<T>(question: Question<T> & { readonly schema: z.ZodType<T> }): Promise<Reply<T>> {
    return (await askAny(question)) as Reply<T>;
  }

  async function tell(question: Omit<Question<null>, 'schema'>): Promise<Reply<null>> {
    return askAny({ ...question, schema: null });
  }

  async function send(
    route: 'upload' | 'retry',
    fields: Readonly<Record<string, string>>,
    archive: ArchiveToSend,
    { signal, onProgress }: SendOptions,
  ): Promise<SendOutcome> {
    const outcome = await sendArchive({
      url: `${baseUrl}/packages/${route}`,
      headers: headers(),
      fields: { ...fields, version: fields.packageVersion ?? '' },
      fileName: `${fields.packageId}@${fields.packageVersion}.zip`,
      archive,
      timeouts,
      signal,
      onProgress,
      now: clock.now(),
    });
    if (outcome.kind === 'rate-limited') limiter.blocked(route, outcome.waitMs, outcome.everything);
    return outcome;
  }

  const account = '/account/packages';
  return {
    baseUrl,
    hasToken: token !== null,
    limiter,

    meta: (ask_: AskOptions = {}) => ask({ ...ask_, route: 'meta', path: '/meta', schema: metaSchema }),

    publicPackages: (ask_: AskOptions = {}) =>
      ask({ ...ask_, route: 'packages', path: '/packages', schema: publicPackagesSchema }),

    info: (
      { packageId, version }: VersionName,
      privateKey: string | null,
      ask_: AskOptions = {},
    ): Promise<Reply<PackageInfo>> =>
      ask({
        ...ask_,
        route: 'info',
        path: `/packages/info/${segment(packageId)}/${segment(version)}`,
        ...(privateKey === null ? {} : { json: { privateKey } }),
        schema: packageInfoSchema,
      }),

    account: (ask_: AskOptions = {}): Promise<Reply<Account>> =>
      ask({ ...ask_, route: 'accountData', path: '/account/data', schema: accountSchema }),

    ownPackages: (ask_: AskOptions = {}): Promise<Reply<OwnPackage[]>> =>
      ask({ ...ask_, route: 'accountPackages', path: account, schema: ownPackagesSchema }),

    ownPackage: (packageId: string, ask_: AskOptions = {}): Promise<Reply<OwnPackage>> =>
      ask({ ...ask_, route: 'accountPackages', path: `${account}/${segment(packageId)}`, schema: ownPackageSchema }),

    ownVersion: async ({ packageId, version }: VersionName, ask_: AskOptions = {}): Promise<Reply<VersionData>> => {
      const path = `${account}/${segment(packageId)}/${segment(version)}`;
      const reply = await ask({ ...ask_, route: 'accountPackages', path, schema: ownVersionSchema });
      return reply.kind === 'ok' ? { ...reply, value: reply.value.versionData } : reply;
    },

    downloads: async (
      { packageId, version }: VersionName,
      span: { readonly after: number; readonly before: number },
      ask_: AskOptions = {},
    ): Promise<Reply<DownloadPoint[]>> => {
      const path = `/analytics/${segment(packageId)}/${segment(version)}?after=${span.after}&before=${span.before}`;
      const reply = await ask({ ...ask_, route: 'analytics', path, schema: downloadsSchema });
      if (reply.kind !== 'ok') return reply;
      const value = reply.value.map(({ timestamp, downloads }) => ({ at: new Date(timestamp).getTime(), downloads }));
      return { ...reply, value: value.filter(({ at }) => !Number.isNaN(at)) };
    },

    createPackage: (json: NewPackageBody, ask_: AskOptions = {}) =>
      tell({ ...ask_, route: 'newPackage', method: 'POST', path: '/packages/new', json }),

    describe: (packageId: string, newDescription: string, ask_: AskOptions = {}) =>
      tell({
        ...ask_,
        route: 'description',
        method: 'PATCH',
        path: '/packages/description',
        json: { packageId, newDescription },
      }),

    setXpSelection: (name: VersionName, xpSelection: string, ask_: AskOptions = {}) =>
      tell({
        ...ask_,
        route: 'xpSelection',
        method: 'PATCH',
        path: '/packages/xpselection',
        json: { ...versionFields(name), xpSelection, xplaneSelection: xpSelection },
      }),

    setIncompatibilities: (
      name: VersionName,
      incompatibilities: readonly (readonly [string, string])[],
      ask_: AskOptions = {},
    ) =>
      tell({
        ...ask_,
        route: 'incompatibilities',
        method: 'PATCH',
        path: '/packages/incompatibilities',
        json: { ...versionFields(name), incompatibilities },
      }),

    /** The caller has asked the limiter already, so that the wait could be shown. */
    upload: (fields: Readonly<Record<string, string>>, archive: ArchiveToSend, how: SendOptions = {}) =>
      send('upload', fields, archive, how),

    retry: ({ packageId, version }: VersionName, archive: ArchiveToSend, how: SendOptions = {}) =>
      send('retry', { packageId, packageVersion: version }, archive, how),

    /** Whether the token may upload to a package, found out without uploading; null when it cannot be. */
    mayUpload: (packageId: string, signal?: AbortSignal) =>
      mayUpload({ url: `${baseUrl}/packages/upload`, headers: headers(), packageId, limiter, timeouts, signal }),

    /** Uploads that the registry keeps until they are processed; not every registry does. */
    failedFiles: async (ask_: AskOptions = {}): Promise<Reply<StoredFile[]>> => {
      const found: StoredFile[] = [];
      let after: string | null = null;
      for (;;) {
        const path: string = `/v1/files?status=failed&limit=100${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
        const reply = await ask({ ...ask_, route: 'files', path, schema: filesSchema, bearer: true });
        if (reply.kind !== 'ok') return reply;
        found.push(...reply.value.files);
        after = reply.value.lastId ?? reply.value.files.at(-1)?.id ?? null;
        if (!reply.value.hasMore || reply.value.files.length === 0) return { ...reply, value: found };
      }
    },

    /** Puts failed uploads back into processing without sending them again. */
    reprocess: async (
      fileIds: readonly string[],
      ask_: AskOptions = {},
    ): Promise<Reply<{ readonly success: boolean }>> =>
      ask({
        ...ask_,
        route: 'files',
        method: 'POST',
        path: '/v1/files/retry',
        json: { file_ids: fileIds },
        schema: filesRetrySchema,
        bearer: true,
        patience: ask_.patience ?? 0,
      }),
  };
}

/** Both spellings: the documents' samples say `version` where the server reads `packageVersion`. */
function versionFields({ packageId, version }: VersionName) {
  return { packageId, packageVersion: version, version };
}

function segment(text: string): string {
  return encodeURIComponent(text);
}
