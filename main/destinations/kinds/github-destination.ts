import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sbomOf } from '../../provenance/index.ts';
import { textSource } from '../carriers/source.ts';
import type {
  Destination,
  DestinationCall,
  DestinationLink,
  DestinationPlan,
  PublishedState,
  Release,
} from '../destination.ts';
import type { GithubApi } from '../github/api.ts';
import type { AssetFile, GithubReleaseSteps } from '../github/release-steps.ts';
import { DEFAULT_TAG, versionOfTag } from '../github/tag.ts';
import { githubToken } from '../missing-secret.ts';
import { newestOf } from '../newest-version.ts';
import { ownFolder } from '../own-folder.ts';
import type { PlaceDeps } from '../place.ts';
import type { SettingsOf } from '../settings.ts';
import { buildUserZip, zipName } from './user-zip.ts';

type GithubSettings = SettingsOf<'github'>;

/** A release on GitHub with the zip that users unzip, a list of what is inside (CycloneDX), and the sums of everything in SHA256SUMS. */
export async function openGithubDestination(
  release: Release,
  settings: GithubSettings,
  deps: PlaceDeps,
): Promise<Destination> {
  const token = await githubToken(settings, deps.secret);
  return new GithubDestination(release, settings, token, await ownFolder(deps.dataFolder, 'github'));
}

class GithubDestination implements Destination {
  // Where releases are immutable, what is published cannot be changed any more.
  readonly turn = 'final';
  readonly #release: Release;
  readonly #settings: GithubSettings;
  readonly #token: string;
  readonly #folder: string;
  #opened: Promise<GithubReleaseSteps> | undefined;
  #url: string | undefined;

  constructor(release: Release, settings: GithubSettings, token: string, folder: string) {
    this.#release = release;
    this.#settings = settings;
    this.#token = token;
    this.#folder = folder;
  }

  async plan(call: DestinationCall): Promise<DestinationPlan> {
    const steps = await this.#steps(call);
    const standing = await steps.ask(call);
    if (standing.is === 'different') {
      const finding = {
        severity: 'error' as const,
        rule: 'release_differs',
        message: standing.error.message,
        said: standing.error.said?.message,
      };
      return { added: 0, changed: 0, deleted: 0, bytes: 0, versionThere: undefined, findings: [finding] };
    }
    const missing = standing.is === 'published' ? [] : await steps.missing(call);
    const bytes = missing.reduce((sum, { size }) => sum + size, 0);
    const versionThere = standing.is === 'published' ? this.#release.version : undefined;
    return { added: missing.length, changed: 0, deleted: 0, bytes, versionThere, findings: [] };
  }

  async ask(call: DestinationCall): Promise<PublishedState> {
    const standing = await (await this.#steps(call)).ask(call);
    if (standing.is !== 'published') return standing;
    this.#url = standing.url;
    return { is: 'published' };
  }

  async versionThere({ signal }: DestinationCall): Promise<string | undefined> {
    const { tag = DEFAULT_TAG } = this.#settings;
    const published = await (await this.#api()).publishedReleases(signal);
    const own = published.filter(({ prerelease }) => this.#release.preRelease || !prerelease);
    return newestOf(
      own.flatMap(({ tag_name }) => versionOfTag(tag_name, tag) ?? []),
      this.#release,
    );
  }

  async stage(call: DestinationCall): Promise<void> {
    await (await this.#steps(call)).stage(call);
  }

  async flip(call: DestinationCall): Promise<void> {
    this.#url = await (await this.#steps(call)).flip(call);
  }

  async verify(call: DestinationCall): Promise<void> {
    this.#url = await (await this.#steps(call)).verify(call);
  }

  link(): DestinationLink | undefined {
    return this.#url === undefined ? undefined : { name: 'GitHub', url: this.#url };
  }

  async dispose(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #api(): Promise<GithubApi> {
    const { GithubApi: Api } = await import('../github/api.ts');
    const { owner, repository, api } = this.#settings;
    return new Api({ owner, repository, token: this.#token, api });
  }

  /** Packed at the first question: what GitHub has is known by the sum of the zip. */
  #steps(call: DestinationCall): Promise<GithubReleaseSteps> {
    this.#opened ??= this.#open(call.signal).catch((cause: unknown) => {
      this.#opened = undefined;
      throw cause;
    });
    return this.#opened;
  }

  async #open(signal: AbortSignal): Promise<GithubReleaseSteps> {
    const { assetName, GithubReleaseSteps } = await import('../github/release-steps.ts');
    const { commit, tag = DEFAULT_TAG, asset } = this.#settings;
    const { version, name, notes, preRelease } = this.#release;
    const built = await buildUserZip(this.#release, join(this.#folder, 'release.zip'), signal);
    const open = () => createReadStream(built.path);
    const zip = { name: assetName(zipName(this.#release, asset)), size: built.size, sha256: built.sha256, open };
    return new GithubReleaseSteps(await this.#api(), {
      ...{ tag: tag.replaceAll('{version}', version), title: `${name} ${version}`, notes, preRelease, commit },
      assets: [zip, sbomAsset(zip.name, await sbomOf({ ...this.#release, files: this.#release.content }, signal))],
    });
  }
}

function sbomAsset(zip: string, sbom: string): AssetFile {
  const { size, open } = textSource(sbom);
  const sha256 = createHash('sha256').update(sbom).digest('hex');
  return { name: zip.replace(/(?:\.zip)?$/i, '.cdx.json'), size, sha256, open: () => open() };
}
