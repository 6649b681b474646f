import { stat } from 'node:fs/promises';
import type { DestinationSettings } from '../../preload/contract.ts';
import { fault, type Message, message, reasonOf } from '../../preload/messages/index.ts';
import { DEPOT_FILES, MAX_DEPOT_CFG_BYTES, readDepotCfg, STATIC_INDEX, splitDepotText } from '../../protocol/index.ts';
import type { Carrier } from './carriers/carrier.ts';
import { openHttpSource } from './depot/doctor/http-source.ts';
import { DestinationError } from './destination.ts';
import { DEFAULT_TAG, versionOfTag } from './github/tag.ts';
import { VERSION_FILE, versionIn } from './kinds/folder-destination.ts';
import { githubToken } from './missing-secret.ts';
import { openPlace, type PlaceDeps, resolveLocalPath } from './place.ts';
import type { SettingsOf } from './settings.ts';
import { publicIndex } from './site/read-site-back.ts';
import { newestIn } from './site/site-index.ts';

export interface InspectedDestination {
  readonly version: string | undefined;
  readonly found: readonly Message[];
  /** How many lie there, where that was counted. */
  readonly files?: number;
}

/** Goes to a destination and looks around, without a release and without changing anything. */
export async function inspectDestination(
  settings: DestinationSettings,
  deps: PlaceDeps,
): Promise<InspectedDestination> {
  switch (settings.kind) {
    case 'skunkcrafts':
      return inspectDepot(settings, deps);
    case 'folder':
      return withPlace(settings, deps, async (carrier, files) => {
        const version = await mirrorVersion(carrier, deps.signal);
        return { version, found: [files === 0 ? message('place.empty') : message('place.files', files)] };
      });
    case 'zip':
      return inspectZipFolder(settings, deps);
    case 'github':
      return inspectGithub(settings, deps);
    case 'static-site':
      return inspectSite(settings, deps);
    case 'xpkg':
      return { version: undefined, found: [] };
  }
}

/** What users get today, asked where they ask. Undefined for nothing, and where only the journal can know. */
export async function versionAt(
  settings: DestinationSettings,
  deps: PlaceDeps & { readonly packageId: string },
): Promise<string | undefined> {
  switch (settings.kind) {
    case 'skunkcrafts':
      return (await publicCfg(settings.url, deps.signal)).version;
    case 'folder': {
      const carrier = await openPlace(settings.place, settings.name, deps);
      try {
        return await mirrorVersion(carrier, deps.signal);
      } finally {
        await carrier.dispose();
      }
    }
    case 'github':
      return (await latestOnGithub(settings, deps)).version;
    case 'static-site':
      return newestIn(await publicSite(settings.url, deps.signal), deps.packageId);
    case 'zip':
    case 'xpkg':
      return undefined;
  }
}

async function inspectDepot(settings: SettingsOf<'skunkcrafts'>, deps: PlaceDeps): Promise<InspectedDestination> {
  const {
    version,
    found,
    files = 0,
  } = await withPlace(settings, deps, async (carrier, files) => {
    const bytes = await carrier.read(DEPOT_FILES.cfg, MAX_DEPOT_CFG_BYTES, deps);
    const cfg = bytes && readCfg(bytes);
    if (cfg === undefined) {
      const said = files === 0 ? message('place.emptyDepot') : message('place.noDepot', files);
      return { version: undefined, found: [said] };
    }
    const { name = '', version } = cfg;
    return { version, found: [message('place.depot', name, version ?? '', files)] };
  });
  const seen = await publicCfg(settings.url, deps.signal).catch((cause: unknown) => cause);
  if (seen instanceof Error) {
    return { version, files, found: [...found, message('place.addressFails', settings.url, reasonOf(seen))] };
  }
  const there = readVersion(seen);
  if (there === undefined && version === undefined) return { version, files, found };
  const same = there === version;
  const said = same ? message('place.addressSame') : message('place.addressOther', there ?? '');
  return { version: there ?? version, files, found: [...found, said] };
}

/** Its place may be written later; what is tried is whether the place and the address belong together. */
async function inspectSite(settings: SettingsOf<'static-site'>, deps: PlaceDeps): Promise<InspectedDestination> {
  const carrier = await openPlace(settings.place, settings.name, deps);
  try {
    const there = await carrier.stat(STATIC_INDEX, deps);
    if (there === undefined) return { version: undefined, found: [message('place.noSite')] };
    const site = await publicSite(settings.url, deps.signal);
    const said = site
      ? message('place.site', site.name, site.packages.length)
      : message('place.siteNotPublic', settings.url);
    return { version: undefined, found: [said] };
  } finally {
    await carrier.dispose();
  }
}

async function publicSite(url: string, signal: AbortSignal) {
  const source = openHttpSource(url, { atOnce: 1 });
  try {
    return await publicIndex(source, signal);
  } finally {
    source.close();
  }
}

function readVersion(cfg: unknown): string | undefined {
  return typeof cfg === 'object' && cfg !== null && 'version' in cfg && typeof cfg.version === 'string'
    ? cfg.version
    : undefined;
}

async function publicCfg(url: string, signal: AbortSignal) {
  const source = openHttpSource(url, { atOnce: 1 });
  try {
    const answer = await source.read(DEPOT_FILES.cfg, MAX_DEPOT_CFG_BYTES, signal);
    if (answer.kind === 'file') return readCfg(answer.bytes);
    if (answer.kind === 'absent') return {};
    throw new DestinationError(fault('depot_unreachable.because', answer.said), { passing: true });
  } finally {
    source.close();
  }
}

function readCfg(bytes: Uint8Array) {
  return readDepotCfg(splitDepotText(new TextDecoder().decode(bytes)).lines).cfg;
}

async function withPlace(
  settings: SettingsOf<'skunkcrafts' | 'folder'>,
  deps: PlaceDeps,
  inspect: (carrier: Carrier, files: number) => Promise<InspectedDestination>,
): Promise<InspectedDestination> {
  const carrier = await openPlace(settings.place, settings.name, deps);
  try {
    const files = (await carrier.list(deps)).length;
    return { ...(await inspect(carrier, files)), files };
  } finally {
    await carrier.dispose();
  }
}

async function mirrorVersion(carrier: Carrier, signal: AbortSignal): Promise<string | undefined> {
  const bytes = await carrier.read(VERSION_FILE, 4096, { signal });
  return bytes && versionIn(bytes);
}

async function inspectZipFolder({ path }: SettingsOf<'zip'>, { base }: PlaceDeps): Promise<InspectedDestination> {
  const folder = resolveLocalPath(path, base);
  const there = await stat(folder).catch(() => undefined);
  if (there !== undefined && !there.isDirectory()) throw new DestinationError(fault('folder_missing.file', folder));
  return { version: undefined, found: [message(there ? 'place.zipFolder' : 'place.zipFolderToMake', folder)] };
}

async function inspectGithub(settings: SettingsOf<'github'>, deps: PlaceDeps): Promise<InspectedDestination> {
  const { api, version } = await latestOnGithub(settings, deps);
  const name = `${settings.owner}/${settings.repository}`;
  if (!(await api.repositoryMayBeWritten(deps.signal))) {
    throw new DestinationError(fault('not_allowed.github', name));
  }
  const latest = version === undefined ? message('place.githubNone') : message('place.githubLatest', version);
  return { version, found: [message('place.githubWritable', name), latest] };
}

async function latestOnGithub(settings: SettingsOf<'github'>, deps: PlaceDeps) {
  const { owner, repository, api, tag = DEFAULT_TAG } = settings;
  const token = await githubToken(settings, deps.secret);
  const { GithubApi } = await import('./github/api.ts');
  const asked = new GithubApi({ owner, repository, token, api });
  const latest = await asked.latestRelease(deps.signal);
  const name = latest?.tag_name;
  return { api: asked, version: name && (versionOfTag(name, tag) ?? name) };
}
