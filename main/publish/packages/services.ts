import type { KnownPackage, Nothing, Outcome, Package } from '../../../preload/contract.ts';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import {
  checkDescription,
  checkNewPackage,
  compareVersions,
  explainCode,
  installationFile,
  listFaults,
  normalizePackageId,
  parseSelection,
  sameRows,
  selectionText,
  tidyXPlaneSelection,
  validateLists,
} from '../../../protocol/index.ts';
import { SHARED_FILE_MODE, writeFileDurably } from '../../disk/index.ts';
import type { RegistryClient, RegistryClients, Reply, VersionData } from '../client/index.ts';
import { downloadPackage } from './download.ts';
import { roleServices } from './roles.ts';
import { saveChanged } from './save-changed.ts';
import { toPackage } from './views.ts';
import { outcome, shortId, withClient } from './with-client.ts';

export interface OfConnection {
  readonly connectionId: string;
}
export interface OfPackage extends OfConnection {
  readonly packageId: string;
}
export interface OfVersion extends OfPackage {
  readonly version: string;
}

type Rows = readonly (readonly [string, string])[];

export interface SaveOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
}

export type PackageServices = ReturnType<typeof createPackageServices>;

/** The calls of the contract's `packages` domain. Where a file is saved, the shell has asked for the place. */
export function createPackageServices(clients: RegistryClients) {
  return {
    ...lookingServices(clients),
    ...changingServices(clients),
    ...fileServices(clients),
    ...roleServices(clients),
  };
}

function lookingServices(clients: RegistryClients) {
  return {
    list: ({ connectionId }: OfConnection): Promise<Outcome<Package[]>> =>
      withClient(clients, connectionId, async (client) =>
        outcome(await client.ownPackages(), (found) => found.map(toPackage)),
      ),

    get: ({ connectionId, packageId }: OfPackage): Promise<Outcome<Package | Nothing>> =>
      withClient<Package | Nothing>(clients, connectionId, async (client) => {
        const id = normalizePackageId(packageId);
        // The original server never answers to what is no id.
        if (!id.ok) return faultOf(id.code, 'packageId');
        const reply = await client.ownPackage(shortId(packageId));
        if (reply.kind === 'refused' && reply.httpStatus === 404) return { ok: true, value: null };
        return outcome(reply, toPackage);
      }),

    known: ({ connectionId }: OfConnection): Promise<Outcome<KnownPackage[]>> =>
      withClient(clients, connectionId, (client) => knownPackages(client)),

    downloads: ({ after, before, ...name }: OfVersion & { readonly after: number; readonly before: number }) =>
      withClient(clients, name.connectionId, async (client) =>
        outcome(await client.downloads(short(name), { after: Math.floor(after), before: Math.floor(before) })),
      ),
  };
}

function changingServices(clients: RegistryClients) {
  return {
    create: ({
      connectionId,
      ...body
    }: OfPackage & { readonly packageName: string; readonly packageType: string; readonly description: string }) =>
      withClient(clients, connectionId, async (client) => {
        const checked = checkNewPackage({ ...body, packageId: shortId(body.packageId) });
        if (!checked.ok) return faultOf(checked.code, checked.field);
        return outcome(await client.createPackage(checked.value), () => null);
      }),

    describe: ({ connectionId, packageId, description }: OfPackage & { readonly description: string }) =>
      withClient(clients, connectionId, async (client) => {
        const checked = checkDescription(description);
        if (!checked.ok) return faultOf(checked.code, 'description');
        const id = shortId(packageId);
        return saveChanged(
          async () => storedAs(await client.ownPackage(id), ({ description: stored }) => stored === checked.value),
          () => client.describe(id, checked.value),
        );
      }),

    setXpSelection: ({ xpSelection, ...name }: OfVersion & { readonly xpSelection: string }) =>
      withClient(clients, name.connectionId, async (client) => {
        const checked = parseSelection(tidyXPlaneSelection(xpSelection));
        if (!checked.ok) return faultOf(checked.code, 'xpSelection');
        const { canonical } = checked.value;
        return saveChanged(
          async () =>
            storedAs(await client.ownVersion(short(name)), (stored) => selectionText(stored.xpSelection) === canonical),
          () => client.setXpSelection(short(name), canonical),
        );
      }),

    setIncompatibilities: ({ incompatibilities, ...name }: OfVersion & { readonly incompatibilities: Rows }) =>
      withClient(clients, name.connectionId, async (client) => setIncompatibilities(client, name, incompatibilities)),
  };
}

/** What only a version that was processed has: a key where it is private, and two files. */
function fileServices(clients: RegistryClients) {
  return {
    privateKey: async (name: OfVersion): Promise<Outcome<{ privateKey: string } | Nothing>> => {
      const found = await versionOf(clients, name);
      if (!found.ok) return found;
      const { privateKey } = found.value;
      return { ok: true, value: privateKey ? { privateKey } : null };
    },

    /** The name both files of a version are offered under. */
    fileName: (name: OfVersion): string => installationFile({ ...short(name), privateKey: undefined }).fileName,

    saveInstallationFile: async (name: OfVersion, savedTo: string): Promise<Outcome<{ savedTo: string }>> => {
      const found = await versionOf(clients, name);
      if (!found.ok) return found;
      const file = installationFile({ ...short(name), privateKey: found.value.privateKey ?? undefined });
      return saved(savedTo, () => writeFileDurably(savedTo, file.text, SHARED_FILE_MODE));
    },

    savePackageFile: async (name: OfVersion, savedTo: string, how: SaveOptions = {}) => {
      const found = await versionOf(clients, name);
      if (!found.ok) return found;
      const place = placeOf(found.value);
      if (!place.ok) return place;
      return withClient(clients, name.connectionId, ({ baseUrl }) =>
        downloadPackage({ ...place.value, size: found.value.size ?? undefined, registryUrl: baseUrl, savedTo, ...how }),
      );
    },
  };
}

function versionOf(clients: RegistryClients, name: OfVersion): Promise<Outcome<VersionData>> {
  return withClient(clients, name.connectionId, async (client) => outcome(await client.ownVersion(short(name))));
}

async function setIncompatibilities(client: RegistryClient, name: OfVersion, rows: Rows): Promise<Outcome<Nothing>> {
  const stored = await client.ownVersion(short(name));
  if (stored.kind !== 'ok') return outcome(stored, () => null);
  // Held against the version's own dependencies, as the registry does.
  const { dependencies } = stored.value;
  const checked = validateLists(name.packageId, dependencies, rows);
  if (checked.ok) {
    const wanted = checked.incompatibilities;
    return saveChanged(
      async () => storedAs(await client.ownVersion(short(name)), (found) => sameRows(found.incompatibilities, wanted)),
      () => client.setIncompatibilities(short(name), wanted),
    );
  }
  const [fault] = listFaults(name.packageId, dependencies, rows).filter(({ list }) => list === 'incompatibilities');
  const { code, row } = fault ?? checked;
  const at = faultOf(code, 'incompatibilities');
  return { ...at, error: { ...at.error, list: 'incompatibilities', ...(row !== undefined && { row }) } };
}

/** Undefined where the registry does not show it to this token. */
function storedAs<T>(reply: Reply<T>, isSo: (stored: T) => boolean): boolean | undefined {
  return reply.kind === 'ok' ? isSo(reply.value) : undefined;
}

/** The registry's public packages and the author's own; one of the two is enough. */
async function knownPackages(client: RegistryClient): Promise<Outcome<KnownPackage[]>> {
  const [everybodys, own] = await Promise.all([client.publicPackages(), client.ownPackages()]);
  if (everybodys.kind !== 'ok' && own.kind !== 'ok') return { ok: false, error: everybodys.error };
  const known = new Map<string, KnownPackage>();
  const add = (packageId: string, packageName: string, versions: readonly string[]) => {
    known.set(packageId, { packageId, packageName, latest: versions.toSorted(compareVersions).at(-1) ?? null });
  };
  if (everybodys.kind === 'ok') {
    for (const { packageId, packageName, versions } of everybodys.value) {
      add(packageId, packageName, versions.map((one) => one.version ?? one.packageVersion ?? '').filter(Boolean));
    }
  }
  if (own.kind === 'ok') {
    for (const { packageId, packageName, versions } of own.value) {
      add(
        packageId,
        packageName,
        versions.map((one) => one.packageVersion),
      );
    }
  }
  return { ok: true, value: [...known.values()].sort((a, b) => (a.packageId < b.packageId ? -1 : 1)) };
}

function placeOf({ status, loc, hash, isStored }: VersionData): Outcome<{ location: string; hash: string }> {
  if (loc && hash) return { ok: true, value: { location: loc, hash } };
  const why = status !== 'processed' ? 'notProcessed' : isStored ? 'notSaid' : 'notKept';
  return { ok: false, error: fault(`no_package_file.${why}`) };
}

async function saved(savedTo: string, write: () => Promise<void>): Promise<Outcome<{ savedTo: string }>> {
  try {
    await write();
    return { ok: true, value: { savedTo } };
  } catch (cause) {
    return { ok: false, error: fault('not_saved.because', reasonOf(cause)) };
  }
}

function faultOf(code: string, field: string) {
  const { sentence, hint } = explainCode(code);
  return { ok: false, error: { code, message: sentence, field, ...(hint && { hint }) } } as const;
}

function short(name: OfVersion): { readonly packageId: string; readonly version: string } {
  return { packageId: shortId(name.packageId), version: name.version };
}
