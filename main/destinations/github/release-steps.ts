import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { fault, type OwnError } from '../../../preload/messages/index.ts';
import { CarrierError, throwIfAborted } from '../carriers/carrier-error.ts';
import { countedBytes, textSource } from '../carriers/source.ts';
import type { GithubApi, GithubAsset, GithubRelease } from './api.ts';
import { GithubRefusal } from './refusal.ts';

export interface AssetFile {
  readonly name: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  open(): Readable;
}

export interface GithubReleaseInput {
  readonly tag: string;
  readonly title: string;
  readonly notes: string;
  readonly preRelease: boolean;
  /** A commit or a branch; the tag is made there if it is missing. Undefined for the default branch. */
  readonly commit?: string | undefined;
  readonly assets: readonly AssetFile[];
}

export interface GithubCall {
  readonly signal: AbortSignal;
  onBytes?(count: number): void;
}

export type GithubState =
  | { readonly is: 'absent' }
  | { readonly is: 'partial' }
  | { readonly is: 'published'; readonly url: string }
  | { readonly is: 'different'; readonly error: OwnError<'version_exists'> };

const SUMS = 'SHA256SUMS';

/** GitHub ends assets below 2 GiB. */
const MAX_ASSET_BYTES = 2 * 1024 ** 3 - 1;
const UPLOADS = 3;

/** The assets of a release, with the sums of all others in one of them. */
export function withSums(assets: readonly AssetFile[]): readonly AssetFile[] {
  const text = assets.map(({ sha256, name }) => `${sha256}  ${name}\n`).join('');
  const source = textSource(text);
  return [...assets, { name: SUMS, size: source.size, sha256: sha256Of(text), open: () => source.open() }];
}

/** GitHub rewrites other characters by itself, and then nobody finds the file again. */
export function assetName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '.')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^\.|\.$/g, '');
  return plain === '' ? 'release' : plain;
}

/**
 * A release as GitHub wants it: a draft, its assets, then published in one step. Each step looks at what is there first and can be
 * repeated after anything.
 */
export class GithubReleaseSteps {
  readonly #api: GithubApi;
  readonly #input: GithubReleaseInput;
  readonly #assets: readonly AssetFile[];

  constructor(api: GithubApi, input: GithubReleaseInput) {
    this.#api = api;
    this.#input = input;
    this.#assets = withSums(input.assets);
    const large = this.#assets.find(({ size }) => size > MAX_ASSET_BYTES);
    if (large) {
      throw new CarrierError(fault('too_large.github', large.name));
    }
  }

  /** What would be sent. Changes nothing. */
  async missing({ signal }: GithubCall): Promise<readonly AssetFile[]> {
    const there = (await this.#published(signal)) ?? (await this.#draft(signal));
    if (there === undefined) return this.#assets;
    const assets = await this.#api.assets(there.id, signal);
    return this.#assets.filter((asset) => !assets.some((one) => isSame(one, asset)));
  }

  async ask({ signal }: GithubCall): Promise<GithubState> {
    const published = await this.#published(signal);
    if (published === undefined) {
      const elsewhere = await this.#tagElsewhere(signal);
      if (elsewhere !== undefined) return { is: 'different', error: elsewhere };
      return { is: (await this.#draft(signal)) === undefined ? 'absent' : 'partial' };
    }
    const assets = await this.#api.assets(published.id, signal);
    if (this.#isEarlierForm(assets)) return { is: 'published', url: published.html_url };
    const other = this.#assets.find((asset) => assets.some((one) => one.name === asset.name && isOther(one, asset)));
    if (other) {
      return { is: 'different', error: fault('version_exists.github', this.#input.tag, other.name) };
    }
    const whole = this.#assets.every((asset) => assets.some((one) => isSame(one, asset)));
    if (whole && !(await this.#sumsAgree(assets, signal))) {
      return { is: 'different', error: fault('version_exists.github', this.#input.tag, SUMS) };
    }
    if (whole) return this.#isToPromote(published) ? { is: 'partial' } : { is: 'published', url: published.html_url };
    if (!published.immutable) return { is: 'partial' };
    return { is: 'different', error: fault('version_exists.githubFixed', this.#input.tag) };
  }

  /** Not every GitHub tells sums of its own. Sizes prove little, so the list of sums that lies there is read then. */
  async #sumsAgree(there: readonly GithubAsset[], signal: AbortSignal): Promise<boolean> {
    const list = this.#assets.find(({ name }) => name === SUMS);
    const its = there.find(({ name }) => name === SUMS);
    const told = this.#assets.every(({ name }) => there.some((one) => one.name === name && one.digest));
    if (told || list === undefined || its === undefined) return true;
    const text = await this.#api.assetText(its.id, list.size, signal);
    return text !== undefined && sha256Of(text) === list.sha256;
  }

  /** Before there was a list of contents a release had the zip and its sum alone: that is the same release, whole as it was made. */
  #isEarlierForm(there: readonly GithubAsset[]): boolean {
    const { assets } = this.#input;
    return assets.slice(1).some((_, at) => {
      const [had, later] = [withSums(assets.slice(0, at + 1)), assets.slice(at + 1)];
      const has = (asset: AssetFile) => there.some((one) => isSame(one, asset));
      return had.every(has) && !later.some(({ name }) => there.some((one) => one.name === name));
    });
  }

  /** The draft with all its assets. Users see nothing of it. */
  async stage(call: GithubCall): Promise<void> {
    const { signal } = call;
    const standing = await this.ask(call);
    if (standing.is === 'published') return;
    if (standing.is === 'different') throw new CarrierError(standing.error);
    const release = (await this.#published(signal)) ?? (await this.#draft(signal)) ?? (await this.#createDraft(signal));
    await this.#sendMissing(release, call);
  }

  async flip(call: GithubCall): Promise<string> {
    const { signal } = call;
    const standing = await this.ask(call);
    if (standing.is === 'published') return standing.url;
    if (standing.is === 'different') throw new CarrierError(standing.error);
    await this.stage(call);
    const published = await this.#published(signal);
    if (published) return (await this.#promoted(published, signal)).html_url;
    const draft = await this.#draft(signal);
    if (draft === undefined) throw new CarrierError(fault('moved_meanwhile.draft'));
    const { preRelease } = this.#input;
    const fields = {
      ...this.#fields(),
      draft: false,
      make_latest: preRelease ? ('false' as const) : ('true' as const),
    };
    return (await this.#api.updateRelease(draft.id, fields, signal)).html_url;
  }

  /** Throws unless the published release has all files, with the right sizes and sums. */
  async verify(call: GithubCall): Promise<string> {
    const standing = await this.ask(call);
    if (standing.is === 'published') return standing.url;
    throw new CarrierError(
      standing.is === 'different' ? standing.error : fault('timed_out.githubRelease', this.#input.tag),
    );
  }

  #isToPromote({ prerelease }: GithubRelease): boolean {
    return prerelease && !this.#input.preRelease;
  }

  /** What testers had becomes the release for everybody, with the very files they had: nothing is sent again. */
  async #promoted(published: GithubRelease, signal: AbortSignal): Promise<GithubRelease> {
    if (!this.#isToPromote(published)) return published;
    const { title, notes } = this.#input;
    const fields = { name: title, body: notes, prerelease: false, make_latest: 'true' as const };
    return this.#api.updateRelease(published.id, fields, signal);
  }

  #published(signal: AbortSignal): Promise<GithubRelease | undefined> {
    return this.#api.publishedRelease(this.#input.tag, signal);
  }

  /** Two machines may have begun at the same time: the older draft counts for both. */
  async #draft(signal: AbortSignal): Promise<GithubRelease | undefined> {
    const drafts = await this.#api.drafts(this.#input.tag, signal);
    return drafts.sort((a, b) => a.id - b.id)[0];
  }

  #fields() {
    const { tag, title, notes, preRelease, commit } = this.#input;
    const at = commit === undefined ? {} : { target_commitish: commit };
    return { tag_name: tag, name: title, body: notes, prerelease: preRelease, ...at };
  }

  async #createDraft(signal: AbortSignal): Promise<GithubRelease> {
    const made = await this.#api.createRelease({ ...this.#fields(), draft: true }, signal);
    const first = await this.#draft(signal);
    if (first === undefined || first.id === made.id) return made;
    await this.#api.deleteRelease(made.id, signal);
    return first;
  }

  /** A tag that is there has to stand for the commit that the author means. */
  async #tagElsewhere(signal: AbortSignal): Promise<OwnError<'version_exists'> | undefined> {
    const { tag, commit } = this.#input;
    if (commit === undefined) return undefined;
    const there = await this.#api.tagCommit(tag, signal);
    if (there === undefined || there === (await this.#api.latestCommit(commit, signal))) return undefined;
    return fault('version_exists.tag', tag, there.slice(0, 8));
  }

  async #sendMissing(release: GithubRelease, call: GithubCall): Promise<void> {
    const there = await this.#api.assets(release.id, call.signal);
    const waiting = this.#assets.filter((asset) => !there.some((one) => isSame(one, asset)));
    const worker = async () => {
      for (let asset = waiting.shift(); asset !== undefined; asset = waiting.shift()) {
        const left = there.find((one) => one.name === asset?.name);
        if (left) await this.#api.deleteAsset(left.id, call.signal);
        await this.#send(release, asset, call);
      }
    };
    await Promise.all(Array.from({ length: UPLOADS }, worker));
  }

  /** A failed upload can leave a `starter` of no bytes, which stands in the way of the next one. */
  async #send(release: GithubRelease, asset: AssetFile, call: GithubCall): Promise<void> {
    const { signal } = call;
    throwIfAborted(signal);
    try {
      this.#checkSent(await this.#api.uploadAsset(release, counted(asset, call), signal), asset);
    } catch (cause) {
      if (signal.aborted) throw cause;
      const found = (await this.#api.assets(release.id, signal)).find((one) => one.name === asset.name);
      if (found && isSame(found, asset)) return;
      if (found) await this.#api.deleteAsset(found.id, signal);
      const again = cause instanceof GithubRefusal && (cause.status >= 500 || cause.codes.includes('already_exists'));
      if (!again) throw cause;
      this.#checkSent(await this.#api.uploadAsset(release, counted(asset, call), signal), asset);
    }
  }

  #checkSent(sent: GithubAsset, asset: AssetFile): void {
    if (isSame(sent, asset)) return;
    throw new CarrierError(fault('failed.githubAsset', asset.name));
  }
}

function counted(asset: AssetFile, { onBytes }: GithubCall): AssetFile {
  const open = () => {
    const content = asset.open();
    const counter = countedBytes(asset.size, { onBytes });
    content.on('error', (cause) => counter.destroy(cause));
    counter.on('close', () => content.destroy());
    return content.pipe(counter);
  };
  return { ...asset, open };
}

function isSame(there: GithubAsset, asset: AssetFile): boolean {
  return there.name === asset.name && there.state === 'uploaded' && there.size === asset.size && !isOther(there, asset);
}

function isOther({ state, size, digest }: GithubAsset, asset: AssetFile): boolean {
  if (state !== 'uploaded') return false;
  return size !== asset.size || (typeof digest === 'string' && digest !== `sha256:${asset.sha256}`);
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
