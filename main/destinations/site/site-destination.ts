import type { KeyObject } from 'node:crypto';
import { fault } from '../../../preload/messages/index.ts';
import { STATIC_INDEX, type StaticRegistry, staticPagePath } from '../../../protocol/index.ts';
import { systemClock } from '../../clock/index.ts';
import type { RegistryClient } from '../../publish/index.ts';
import {
  aboutRegistry,
  type ExportSource,
  exportRegistry,
  publicKeyOf,
  readSiteIndex,
  registrySource,
  type Site,
  SourceFault,
  StaticRegistryFault,
} from '../../static-registry/index.ts';
import type { Carrier } from '../carriers/carrier.ts';
import {
  type Destination,
  type DestinationCall,
  DestinationError,
  type DestinationLink,
  type DestinationPlan,
  destinationError,
  type PublishedState,
  type Release,
} from '../destination.ts';
import { openPlace, type PlaceDeps } from '../place.ts';
import type { SettingsOf } from '../settings.ts';
import type { ReadBackOptions } from '../wait-until-seen.ts';
import { carrierSite } from './carrier-site.ts';
import { readSiteBack } from './read-site-back.ts';
import { newestIn, versionIn } from './site-index.ts';

export type SiteSettings = SettingsOf<'static-site'>;

/** What an app lends: the registry whose public part becomes the site, as anybody sees it, and the key that signs it. */
export interface SiteCalls {
  client(registry: string): Promise<RegistryClient>;
  key(): Promise<KeyObject>;
}

interface SiteDeps extends PlaceDeps {
  readonly sites: SiteCalls;
  readonly readBack?: ReadBackOptions | undefined;
}

/** The public part of a registry as files on a web space. It follows the registry, so it comes after it. */
export async function openSiteDestination(
  release: Release,
  settings: SiteSettings,
  deps: SiteDeps,
): Promise<Destination> {
  const carrier = await openPlace(settings.place, settings.name, deps);
  return new SiteDestination(release, settings, carrier, deps);
}

class SiteDestination implements Destination {
  readonly turn = 'follower';
  readonly #release: Release;
  readonly #settings: SiteSettings;
  readonly #carrier: Carrier;
  readonly #deps: SiteDeps;

  constructor(release: Release, settings: SiteSettings, carrier: Carrier, deps: SiteDeps) {
    this.#release = release;
    this.#settings = settings;
    this.#carrier = carrier;
    this.#deps = deps;
  }

  async plan(call: DestinationCall): Promise<DestinationPlan> {
    const index = await this.#index(call);
    const versionThere = newestIn(index, this.#release.packageId);
    const sent = (await this.ask(call)).is === 'published' ? 0 : 1;
    const bytes = sent * this.#release.archive.size;
    return { added: sent, changed: 0, deleted: 0, bytes, versionThere, findings: [] };
  }

  async ask(call: DestinationCall): Promise<PublishedState> {
    const { packageId, version } = this.#release;
    const there = versionIn(await this.#index(call), packageId, version)?.hash;
    if (there === undefined) return { is: 'absent' };
    const source = await this.#source(call);
    const file = (await this.#isListed(source)) ? await source.file(packageId, version) : undefined;
    return { is: file?.hash === there ? 'published' : 'absent' };
  }

  async versionThere(call: DestinationCall): Promise<string | undefined> {
    return newestIn(await this.#index(call), this.#release.packageId, this.#release);
  }

  /** A registry has the version only once it flipped, so there is nothing to bring here before. */
  async stage(): Promise<void> {}

  async flip(call: DestinationCall): Promise<void> {
    const { packageId, version, name } = this.#release;
    const source = await this.#source(call);
    if (!(await this.#isListed(source))) throw this.#notListed();
    const parts = {
      site: this.#site(call),
      source,
      // A local registry that was emptied has given the number out twice.
      asksAgain: (id: string, its: string) => id === packageId && its === version,
    };
    const made = await writeSite(this.#settings, parts, { ...this.#deps, signal: call.signal });
    if (made.withoutFile.includes(`${packageId} ${version}`)) throw this.#notListed();
    await this.#carrier.commit(`${name} ${version}`, call);
  }

  async verify(call: DestinationCall): Promise<void> {
    const { packageId, version } = this.#release;
    const there = versionIn(await this.#index(call), packageId, version);
    if (there === undefined) {
      throw new DestinationError(fault('not_as_written.site', this.#settings.name, packageId, version), {
        passing: true,
      });
    }
    const publicKey = publicKeyOf(await this.#deps.sites.key());
    await readSiteBack(this.#settings.url, { packageId, publicKey, ...there }, call, this.#deps.readBack);
  }

  link(): DestinationLink {
    const page = staticPagePath(this.#release.packageId).replace(/index\.html$/, '');
    return { name: this.#settings.name, url: new URL(page, `${this.#settings.url.replace(/\/*$/, '')}/`).href };
  }

  dispose(): Promise<void> {
    return this.#carrier.dispose();
  }

  #site(call: DestinationCall): Site {
    return carrierSite(this.#carrier, this.#settings.name, this.#deps.dataFolder, call);
  }

  async #source({ signal }: DestinationCall): Promise<ExportSource> {
    return registrySource(await this.#deps.sites.client(this.#settings.registry), signal);
  }

  async #isListed(source: ExportSource): Promise<boolean> {
    const { packageId, version } = this.#release;
    const all = await explained(() => source.packages());
    return all.some((one) => one.packageId === packageId && one.versions.some((its) => its.version === version));
  }

  /** What the place has; no index is no fault. */
  async #index(call: DestinationCall): Promise<StaticRegistry | undefined> {
    const stat = await this.#carrier.stat(STATIC_INDEX, call);
    const there = new Map(stat && [[STATIC_INDEX, stat.size]]);
    return explained(() => readSiteIndex(this.#site(call), there, () => this.#deps.sites.key()));
  }

  #notListed(): DestinationError {
    const { packageId, version } = this.#release;

    return new DestinationError(fault('not_public.text', packageId, version));
  }
}

/** Brings a site to what its registry shows. */
export async function writeSite(
  { registry, title, language }: SiteSettings,
  parts: Pick<Parameters<typeof exportRegistry>[0], 'site' | 'source' | 'asksAgain'>,
  { sites, signal }: { readonly sites: SiteCalls; readonly signal: AbortSignal },
) {
  const about = await aboutRegistry(await sites.client(registry), signal);
  return explained(async () =>
    exportRegistry({
      ...parts,
      about: { ...about, name: title ?? about.name },
      language,
      key: await sites.key(),
      now: systemClock.now,
      signal,
    }),
  );
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof StaticRegistryFault)) throw cause;
    throw destinationError(cause.error, cause instanceof SourceFault && !cause.refused);
  }
}
