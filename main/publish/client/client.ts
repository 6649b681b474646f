import type { Role } from '../../../protocol/index.ts';
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
  packageRolesSchema,
  publicPackagesSchema,
  roleGivenSchema,
  type StoredFile,
  type VersionData,
} from './answers.ts';
import type { ArchiveToSend } from './archive-stream.ts';
import { mayUpload } from './probe.ts';
import { type AskOptions, type ClientOptions, RegistryHttp, type SendOptions } from './registry-http.ts';
import type { Reply } from './reply.ts';
import { isSigned, staticInfo, unsigned, withStaticFallback } from './static-registry.ts';

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

export type RegistryClient = ReturnType<typeof createRegistryClient>;

/** Every route of a registry (XPKG.md sections 5 to 8 and the file routes). Nothing here throws for what a registry does. */
export function createRegistryClient(options: ClientOptions) {
  const http = new RegistryHttp(options);
  const { baseUrl, token, limiter } = http;
  return {
    baseUrl,
    hasToken: token !== undefined,
    limiter,
    ...everybodysRoutes(http),
    ...accountRoutes(http),
    ...editRoutes(http),
    ...roleRoutes(http),
    ...sendRoutes(http),
    ...fileRoutes(http),
  };
}

const ACCOUNT_PACKAGES = '/account/packages';

/** What anybody may ask. */
function everybodysRoutes(http: RegistryHttp) {
  return {
    meta: async (how: AskOptions = {}) => {
      const live = await http.ask({ ...how, route: 'meta', path: '/meta', schema: metaSchema });
      return withStaticFallback(http, live, how, ({ name, identifier, description }) => ({
        name,
        identifier,
        description,
      }));
    },

    publicPackages: async (how: AskOptions = {}) => {
      const live = await http.ask({ ...how, route: 'packages', path: '/packages', schema: publicPackagesSchema });
      return withStaticFallback(http, live, how, ({ packages }) => packages);
    },

    info: async (
      { packageId, version }: VersionName,
      privateKey: string | undefined,
      how: AskOptions = {},
    ): Promise<Reply<PackageInfo>> => {
      const live = await http.ask({
        ...how,
        route: 'info',
        path: `/packages/info/${segment(packageId)}/${segment(version)}`,
        ...(privateKey === undefined ? {} : { json: { privateKey } }),
        schema: packageInfoSchema,
      });
      // A web space has no private versions.
      if (privateKey !== undefined) return live.kind === 'ok' && isSigned(http) ? unsigned(http.baseUrl) : live;
      return withStaticFallback(http, live, how, (registry) => staticInfo(registry, http.baseUrl, packageId, version));
    },
  };
}

/** What the author may ask about the own account, packages and versions. */
function accountRoutes(http: RegistryHttp) {
  return {
    account: (how: AskOptions = {}): Promise<Reply<Account>> =>
      http.ask({ ...how, route: 'accountData', path: '/account/data', schema: accountSchema }),

    ownPackages: (how: AskOptions = {}): Promise<Reply<OwnPackage[]>> =>
      http.ask({ ...how, route: 'accountPackages', path: ACCOUNT_PACKAGES, schema: ownPackagesSchema }),

    ownPackage: (packageId: string, how: AskOptions = {}): Promise<Reply<OwnPackage>> =>
      http.ask({
        ...how,
        route: 'accountPackages',
        path: `${ACCOUNT_PACKAGES}/${segment(packageId)}`,
        schema: ownPackageSchema,
      }),

    ownVersion: async ({ packageId, version }: VersionName, how: AskOptions = {}): Promise<Reply<VersionData>> => {
      const path = `${ACCOUNT_PACKAGES}/${segment(packageId)}/${segment(version)}`;
      const reply = await http.ask({ ...how, route: 'accountPackages', path, schema: ownVersionSchema });
      return reply.kind === 'ok' ? { ...reply, value: reply.value.versionData } : reply;
    },

    downloads: async (
      { packageId, version }: VersionName,
      span: { readonly after: number; readonly before: number },
      how: AskOptions = {},
    ): Promise<Reply<DownloadPoint[]>> => {
      const path = `/analytics/${segment(packageId)}/${segment(version)}?after=${span.after}&before=${span.before}`;
      const reply = await http.ask({ ...how, route: 'analytics', path, schema: downloadsSchema });
      if (reply.kind !== 'ok') return reply;
      const value = reply.value.map(({ timestamp, downloads }) => ({ at: new Date(timestamp).getTime(), downloads }));
      return { ...reply, value: value.filter(({ at }) => !Number.isNaN(at)) };
    },
  };
}

/** What can be made and changed without sending an archive. */
function editRoutes(http: RegistryHttp) {
  return {
    createPackage: (json: NewPackageBody, how: AskOptions = {}) =>
      http.tell({ ...how, route: 'newPackage', method: 'POST', path: '/packages/new', json }),

    describe: (packageId: string, newDescription: string, how: AskOptions = {}) =>
      http.tell({
        ...how,
        route: 'description',
        method: 'PATCH',
        path: '/packages/description',
        json: { packageId, newDescription },
      }),

    setXpSelection: (name: VersionName, xpSelection: string, how: AskOptions = {}) =>
      http.tell({
        ...how,
        route: 'xpSelection',
        method: 'PATCH',
        path: '/packages/xpselection',
        json: { ...versionFields(name), xpSelection, xplaneSelection: xpSelection },
      }),

    setIncompatibilities: (
      name: VersionName,
      incompatibilities: readonly (readonly [string, string])[],
      how: AskOptions = {},
    ) =>
      http.tell({
        ...how,
        route: 'incompatibilities',
        method: 'PATCH',
        path: '/packages/incompatibilities',
        json: { ...versionFields(name), incompatibilities },
      }),
  };
}

/** What X-Pkg does not have: a registry that several people use says who may do what with a package. */
function roleRoutes(http: RegistryHttp) {
  const at = (packageId: string) => `/access/packages/${segment(packageId)}`;
  const member = (packageId: string, who: string) => `${at(packageId)}/members/${segment(who)}`;
  return {
    packageRoles: (packageId: string, how: AskOptions = {}) =>
      http.ask({ ...how, route: 'accountPackages', path: at(packageId), schema: packageRolesSchema }),

    setRole: (packageId: string, who: string, role: Role, how: AskOptions = {}) =>
      http.ask({
        ...how,
        route: 'accountPackages',
        method: 'PUT',
        path: member(packageId, who),
        json: { role },
        schema: roleGivenSchema,
      }),

    removeRole: (packageId: string, who: string, how: AskOptions = {}) =>
      http.tell({ ...how, route: 'accountPackages', method: 'DELETE', path: member(packageId, who) }),
  };
}

function sendRoutes(http: RegistryHttp) {
  return {
    /** The caller has asked the limiter already, so that the wait could be shown. */
    upload: (fields: Readonly<Record<string, string>>, archive: ArchiveToSend, how: SendOptions = {}) =>
      http.send('upload', fields, archive, how),

    retry: ({ packageId, version }: VersionName, archive: ArchiveToSend, how: SendOptions = {}) =>
      http.send('retry', { packageId, packageVersion: version }, archive, how),

    /** Whether the token may upload to a package, found out without uploading; undefined when it cannot be. */
    mayUpload: (packageId: string, signal?: AbortSignal) =>
      mayUpload({
        url: `${http.baseUrl}/packages/upload`,
        headers: http.headers(),
        packageId,
        limiter: http.limiter,
        timeouts: http.timeouts,
        signal,
      }),
  };
}

/** Of a hundred each. A registry that always has one more would be asked for ever. */
const MOST_PAGES = 100;

function fileRoutes(http: RegistryHttp) {
  return {
    /** Uploads that the registry keeps until they are processed; not every registry does. */
    failedFiles: async (how: AskOptions = {}): Promise<Reply<StoredFile[]>> => {
      const found: StoredFile[] = [];
      let after: string | undefined;
      for (let page = 0; ; page++) {
        const path: string = `/v1/files?status=failed&limit=100${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`;
        const reply = await http.ask({ ...how, route: 'files', path, schema: filesSchema, bearer: true });
        if (reply.kind !== 'ok') return reply;
        found.push(...reply.value.files);
        after = reply.value.lastId ?? reply.value.files.at(-1)?.id;
        const isLast = !reply.value.hasMore || reply.value.files.length === 0 || page === MOST_PAGES;
        if (isLast) return { ...reply, value: found };
      }
    },

    /** Puts failed uploads back into processing without sending them again. */
    reprocess: async (
      fileIds: readonly string[],
      how: AskOptions = {},
    ): Promise<Reply<{ readonly success: boolean }>> =>
      http.ask({
        ...how,
        route: 'files',
        method: 'POST',
        path: '/v1/files/retry',
        json: { file_ids: fileIds },
        schema: filesRetrySchema,
        bearer: true,
        rateLimitRetries: how.rateLimitRetries ?? 0,
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
