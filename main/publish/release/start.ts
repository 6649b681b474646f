import type { AddonSummary, AppError, ReleaseDraft, ReleaseStart } from '../../../preload/contract.ts';
import {
  accessFromFlags,
  compareVersions,
  FIRST_VERSION,
  nextVersions,
  normalizePackageId,
  parseVersion,
  suggestVersion,
} from '../../../protocol/index.ts';
import type { OwnPackage, RegistryClient, VersionData } from '../client/index.ts';
import type { AddonFacts, DraftStore } from '../ports.ts';

export interface StartDeps {
  readonly drafts: DraftStore;
  readonly addons: AddonFacts;
}

/** Everything the release form opens with: what was typed, what the last version had, or what the folder tells. */
export async function startRelease(
  { drafts, addons }: StartDeps,
  target: { readonly addonId: string; readonly connectionId: string },
  summary: AddonSummary,
  client: RegistryClient | AppError,
): Promise<ReleaseStart> {
  const kept = await drafts.get(target.addonId, target.connectionId);
  const packageId = kept?.packageId || summary.packageId || '';
  const asked = await askPackage(client, packageId);
  const versions = asked.found?.versions ?? [];
  const latest = versions.toSorted((a, b) => compareVersions(b.packageVersion, a.packageVersion))[0] ?? null;
  const taken = versions.map(({ packageVersion, status }) => ({ version: packageVersion, status }));
  const previous = latest && draftFrom(packageId, latest);
  const next = suggestVersion(taken.map(({ version }) => version)) ?? '';
  const fresh = previous ?? detectedDraft(packageId, summary);
  const changes = summary.lastPublished && (await addons.changesSince(target.addonId, summary.lastPublished.version));
  return {
    draft: kept ?? { ...fresh, packageVersion: next },
    origin: kept ? 'kept' : previous ? 'last-version' : 'detected',
    previous,
    takenVersions: taken,
    suggestions: asked.known ? suggestions(latest, taken) : [],
    detectedPlatforms: summary.platforms,
    registryError: asked.error,
    changes: changes ? { counts: { ...changes.counts }, files: [...changes.files] } : null,
  };
}

interface Asked {
  readonly known: boolean;
  readonly found: OwnPackage | null;
  readonly error: AppError | null;
}

async function askPackage(client: RegistryClient | AppError, packageId: string): Promise<Asked> {
  if ('code' in client) return { known: false, found: null, error: client };
  const id = normalizePackageId(packageId);
  // Without a valid id nothing can be asked, and nothing is taken.
  if (!id.ok) return { known: true, found: null, error: null };
  const reply = await client.ownPackage(id.value.partial);
  if (reply.kind === 'ok') return { known: true, found: reply.value, error: null };
  if (reply.kind === 'refused' && reply.httpStatus === 404) return { known: true, found: null, error: null };
  return { known: false, found: null, error: reply.error };
}

export function draftFrom(packageId: string, version: VersionData): ReleaseDraft {
  const { isPublic, isStored } = version;
  return {
    packageId,
    packageVersion: version.packageVersion,
    xpSelection: version.xpSelection,
    access: accessFromFlags({ isPublic, isPrivate: !isPublic, isStored }) ?? 'private',
    platforms: { macOS: version.platforms.macOS, windows: version.platforms.windows, linux: version.platforms.linux },
    dependencies: version.dependencies,
    incompatibilities: version.incompatibilities,
    notes: '',
  };
}

function detectedDraft(packageId: string, { platforms }: AddonSummary): ReleaseDraft {
  return {
    packageId,
    packageVersion: FIRST_VERSION,
    xpSelection: '*',
    access: 'public',
    platforms: { ...platforms },
    dependencies: [],
    incompatibilities: [],
    notes: '',
  };
}

function suggestions(
  latest: VersionData | null,
  taken: readonly { readonly version: string }[],
): ReleaseStart['suggestions'] {
  const highest = latest && parseVersion(latest.packageVersion);
  if (!highest?.ok) return [{ version: FIRST_VERSION, label: 'first' }];
  const next = nextVersions(highest.value.canonical);
  const steps = [
    { version: next.patch, label: 'patch' },
    { version: next.minor, label: 'minor' },
    { version: next.major, label: 'major' },
    { version: next.preRelease, label: 'pre-release' },
    { version: next.release, label: 'release' },
  ] as const;
  const used = new Set(taken.map(({ version }) => version));
  return steps.flatMap(({ version, label }) => (version === null || used.has(version) ? [] : [{ version, label }]));
}
