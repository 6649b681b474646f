import type { AddonSummary, AppError, ReleaseDraft, ReleaseStart } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import {
  accessFromFlags,
  compareVersions,
  FIRST_VERSION,
  firstFields,
  nextVersions,
  normalizePackageId,
  normalizeVersion,
  parseVersion,
  storedFieldsOf,
  suggestVersion,
} from '../../../protocol/index.ts';
import type { OwnPackage, RegistryClient, VersionData } from '../client/index.ts';
import type { AddonFacts, DraftStore } from '../ports.ts';
import type { ReleaseTarget } from '../publisher.ts';
import type { TakenOn, TakenVersion } from './taken-versions.ts';

export interface StartDeps {
  readonly drafts: DraftStore;
  readonly addons: AddonFacts;
  readonly taken: TakenOn;
  /** The newest release of an add-on that any other registry than this one has processed. */
  readonly elsewhere: (target: ReleaseTarget) => ReleaseStart['elsewhere'];
}

/** Everything the release form opens with: what was typed, what the last version had, or what the folder tells. */
export async function startRelease(
  { drafts, addons, taken, elsewhere }: StartDeps,
  target: ReleaseTarget,
  summary: AddonSummary,
  client: RegistryClient | AppError,
): Promise<ReleaseStart> {
  const kept = await drafts.get(target.addonId, target.connectionId);
  const packageId = kept?.packageId || summary.packageId || '';
  const asked = await askPackage(client, packageId, taken);
  const versions = asked.found?.versions ?? [];
  const newestFirst = versions.toSorted((a, b) => compareVersions(b.packageVersion, a.packageVersion));
  const latest = newestFirst[0] ?? null;
  // Users never had a version that failed or was cancelled; its form is where its author goes on all the same.
  const processed = newestFirst.find(({ status }) => status === 'processed');
  const previous = processed ? draftFrom(packageId, processed) : null;
  // Only the first number is the folder's to say; the next ones follow what users have.
  const written = asked.taken.length === 0 ? await writtenIn(addons, target.addonId) : undefined;
  const next = written?.version ?? suggestVersion(asked.taken.map(({ version }) => version)) ?? '';
  const other = elsewhere(target);
  const fresh = latest ? draftFrom(packageId, latest) : detectedDraft(packageId, summary, other?.draft.access);
  const [changes, foundNotes] = await Promise.all([
    addons.changesSince(target.addonId, target.connectionId),
    addons.notesFor?.(target.addonId, kept?.packageVersion ?? next),
  ]);
  return {
    draft: kept ?? { ...fresh, packageVersion: next, notes: foundNotes?.text ?? '' },
    origin: kept ? 'kept' : latest ? 'last-version' : 'detected',
    versionFrom: kept ? null : (written?.path ?? null),
    previous,
    takenVersions: [...asked.taken],
    suggestions: asked.known || asked.taken.length > 0 ? suggestions(asked.taken) : [],
    detectedPlatforms: summary.platforms,
    registryError: asked.error ?? null,
    elsewhere: other,
    changes: changes ? { counts: { ...changes.counts }, files: [...changes.files] } : null,
    foundNotes: foundNotes ?? null,
  };
}

async function writtenIn(addons: AddonFacts, addonId: string): Promise<{ version: string; path: string } | undefined> {
  const found = await addons.versionIn?.(addonId);
  const version = normalizeVersion(found?.version.replace(/^v(?=\d)/i, ''));
  return found && version.ok ? { version: version.value.canonical, path: found.path } : undefined;
}

interface Asked {
  readonly known: boolean;
  readonly found: OwnPackage | undefined;
  /** The version numbers that are used, also while the registry cannot be asked. */
  readonly taken: readonly TakenVersion[];
  readonly error: AppError | undefined;
}

async function askPackage(client: RegistryClient | AppError, packageId: string, taken: TakenOn): Promise<Asked> {
  const id = normalizePackageId(packageId);
  // Without a valid id nothing can be asked, and nothing is taken.
  if (!id.ok)
    return { known: !('code' in client), found: undefined, taken: [], error: 'code' in client ? client : undefined };
  const { partial } = id.value;
  const unasked = (error: AppError): Asked => ({ known: false, found: undefined, taken: taken.known(partial), error });
  if ('code' in client) return unasked(client);
  const reply = await client.ownPackage(partial);
  if (reply.kind === 'ok') {
    return { known: true, found: reply.value, taken: taken.learn(partial, reply.value), error: undefined };
  }
  if (reply.kind === 'refused' && reply.httpStatus === 404) {
    return { known: true, found: undefined, taken: taken.learn(partial, undefined), error: undefined };
  }
  return unasked(reply.kind === 'refused' && reply.httpStatus === 401 ? cannotConfirm(reply.error) : reply.error);
}

/** Said before anything is sent: an upload may well work with such a token, but its end cannot be seen. */
function cannotConfirm(error: AppError): AppError {
  return {
    ...error,
    ...fault('cannot_view.before'),
    retry: 'sign-in',
  };
}

export function draftFrom(packageId: string, version: VersionData): ReleaseDraft {
  const { isPublic, isStored } = version;
  return {
    packageId,
    packageVersion: version.packageVersion,
    ...storedFieldsOf(version),
    access: accessFromFlags({ isPublic, isPrivate: !isPublic, isStored }) ?? 'private',
    notes: '',
  };
}

/** What is private on one registry does not begin as public on the next. */
function detectedDraft(
  packageId: string,
  { platforms }: AddonSummary,
  access: ReleaseDraft['access'] = 'public',
): ReleaseDraft {
  return {
    packageId,
    packageVersion: FIRST_VERSION,
    access,
    ...firstFields(),
    platforms: { ...platforms },
    notes: '',
  };
}

function suggestions(taken: readonly TakenVersion[]): ReleaseStart['suggestions'] {
  const newest = taken
    .map(({ version }) => version)
    .sort(compareVersions)
    .at(-1);
  const highest = newest === undefined ? undefined : parseVersion(newest);
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
  return steps.flatMap(({ version, label }) =>
    version === undefined || used.has(version) ? [] : [{ version, label }],
  );
}
