import type { Readable } from 'node:stream';
import got, { type Got, type OptionsOfTextResponseBody, type Response } from 'got';
import { z } from 'zod';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import { CarrierError } from '../carriers/carrier-error.ts';
import { networkFault } from '../carriers/network.ts';
import { type GithubPlace, GithubRefusal } from './refusal.ts';

const assetSchema = z.looseObject({
  id: z.number(),
  name: z.string(),
  size: z.number(),
  /** 'starter': begun and never finished. */
  state: z.string(),
  digest: z.string().nullish(),
  browser_download_url: z.string(),
});
export type GithubAsset = z.infer<typeof assetSchema>;

const releaseSchema = z.looseObject({
  id: z.number(),
  tag_name: z.string(),
  target_commitish: z.string(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  immutable: z.boolean().optional(),
  html_url: z.string(),
  upload_url: z.string(),
  assets: z.array(assetSchema),
});
export type GithubRelease = z.infer<typeof releaseSchema>;

export interface ReleaseFields {
  readonly tag_name: string;
  readonly target_commitish?: string;
  readonly name: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
}

const PAGE = 100;
/** A repository with more releases than this keeps its drafts at the front anyway. */
const MOST_PAGES = 10;

const PUBLIC_API = 'https://api.github.com';

/** Far more than a page of a hundred releases with their notes. */
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

const TIMEOUTS = { connect: 15_000, response: 60_000, request: 180_000 };
/** As long as bytes go out a file may take; then GitHub looks at all of it before it answers. */
const UPLOAD_TIMEOUTS = { connect: TIMEOUTS.connect, socket: 120_000, response: 300_000, read: 60_000 };

/** The few questions to GitHub that a release needs. */
export class GithubApi {
  readonly place: GithubPlace;
  readonly #got: Got;

  constructor(place: GithubPlace, timeouts: Readonly<Partial<typeof TIMEOUTS>> = {}) {
    this.place = place;
    this.#got = got.extend({
      headers: {
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        'user-agent': 'loadmaster',
        authorization: `Bearer ${place.token}`,
      },
      timeout: { ...TIMEOUTS, ...timeouts },
      // Asking first and asking again is the releaser's business; nothing is sent twice behind its back.
      retry: { limit: 0 },
      // A token goes to GitHub and nowhere else.
      followRedirect: false,
      // A few packed bytes could be gigabytes of text.
      decompress: false,
      throwHttpErrors: false,
    });
  }

  async repositoryMayBeWritten(signal: AbortSignal): Promise<boolean> {
    const schema = z.looseObject({ permissions: z.looseObject({ push: z.boolean() }).optional() });
    const found = this.#read(schema, await this.#json('GET', '', signal));
    return found.permissions?.push ?? false;
  }

  async publishedRelease(tag: string, signal: AbortSignal): Promise<GithubRelease | undefined> {
    const found = await this.#orUndefined(this.#json('GET', `/releases/tags/${encodeURIComponent(tag)}`, signal));
    return found === undefined ? undefined : this.#read(releaseSchema, found);
  }

  /** What GitHub shows as the latest; a draft or a pre-release never is. */
  async latestRelease(signal: AbortSignal): Promise<GithubRelease | undefined> {
    const found = await this.#orUndefined(this.#json('GET', '/releases/latest', signal));
    return found === undefined ? undefined : this.#read(releaseSchema, found);
  }

  /** The last hundred: what came before them is no newer version. */
  async publishedReleases(signal: AbortSignal): Promise<GithubRelease[]> {
    return (await this.#page(1, signal)).filter(({ draft }) => !draft);
  }

  /** Only the list shows drafts, and only to those who may push. */
  async drafts(tag: string, signal: AbortSignal): Promise<GithubRelease[]> {
    const found: GithubRelease[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const rows = await this.#page(page, signal);
      found.push(...rows.filter((one) => one.draft && one.tag_name === tag));
      if (rows.length < PAGE) break;
    }
    return found;
  }

  /** The commit a tag stands for, also when it is an annotated one; undefined when there is no such tag. */
  async tagCommit(tag: string, signal: AbortSignal): Promise<string | undefined> {
    const reference = await this.#orUndefined(
      this.#json('GET', `/git/ref/tags/${tag.split('/').map(encodeURIComponent).join('/')}`, signal),
    );
    if (reference === undefined) return undefined;
    const { object } = this.#read(gitObjectSchema, reference);
    if (object.type !== 'tag') return object.sha;
    return this.#read(gitObjectSchema, await this.#json('GET', `/git/tags/${encodeURIComponent(object.sha)}`, signal))
      .object.sha;
  }

  async latestCommit(reference: string, signal: AbortSignal): Promise<string> {
    const found = await this.#json('GET', `/commits/${encodeURIComponent(reference)}`, signal);
    return this.#read(z.looseObject({ sha: z.string() }), found).sha;
  }

  async createRelease(fields: ReleaseFields, signal: AbortSignal): Promise<GithubRelease> {
    return this.#read(releaseSchema, await this.#json('POST', '/releases', signal, fields));
  }

  async updateRelease(
    id: number,
    fields: Partial<ReleaseFields> & { readonly make_latest?: 'true' | 'false' },
    signal: AbortSignal,
  ): Promise<GithubRelease> {
    return this.#read(releaseSchema, await this.#json('PATCH', `/releases/${id}`, signal, fields));
  }

  async deleteRelease(id: number, signal: AbortSignal): Promise<void> {
    await this.#orUndefined(this.#json('DELETE', `/releases/${id}`, signal));
  }

  async assets(release: number, signal: AbortSignal): Promise<GithubAsset[]> {
    const found: GithubAsset[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const path = `/releases/${release}/assets?per_page=${PAGE}&page=${page}`;
      const rows = this.#read(z.array(assetSchema), await this.#json('GET', path, signal));
      found.push(...rows);
      if (rows.length < PAGE) break;
    }
    return found;
  }

  /** What is in a small file; undefined where it is not to be had, or is longer. GitHub sends on to where it lies, which needs no token. */
  async assetText(id: number, atMost: number, signal: AbortSignal): Promise<string | undefined> {
    const headers = { accept: 'application/octet-stream' };
    try {
      let answer = await this.#ask(this.#addressOf(`/releases/assets/${id}`), { headers }, signal);
      const { location } = answer.headers;
      if (answer.statusCode === 302 && location !== undefined && URL.canParse(location)) {
        answer = await this.#ask(location, { headers: { ...headers, authorization: undefined } }, signal);
      }
      return answer.statusCode === 200 && answer.body.length <= atMost ? answer.body : undefined;
    } catch (cause) {
      throw this.#fault(cause, signal);
    }
  }

  async deleteAsset(id: number, signal: AbortSignal): Promise<void> {
    await this.#orUndefined(this.#json('DELETE', `/releases/assets/${id}`, signal));
  }

  async uploadAsset(
    release: GithubRelease,
    asset: { readonly name: string; readonly size: number; readonly open: () => Readable },
    signal: AbortSignal,
  ): Promise<GithubAsset> {
    const address = this.#uploadAddress(release, asset.name);
    const body = asset.open();
    try {
      const headers = { 'content-type': 'application/octet-stream', 'content-length': String(asset.size) };
      const how = { method: 'POST' as const, body, headers, timeout: UPLOAD_TIMEOUTS };
      const response = await this.#ask(address, how, signal);
      return this.#read(assetSchema, this.#answer(response, 'POST', `/assets?name=${asset.name}`));
    } catch (cause) {
      throw this.#fault(cause, signal);
    } finally {
      body.destroy();
    }
  }

  async #page(page: number, signal: AbortSignal): Promise<GithubRelease[]> {
    const rows = await this.#json('GET', `/releases?per_page=${PAGE}&page=${page}`, signal);
    return this.#read(z.array(releaseSchema), rows);
  }

  async #json(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    signal: AbortSignal,
    json?: object,
  ): Promise<unknown> {
    const address = this.#addressOf(path);
    try {
      const response = await this.#ask(address, { method, ...(json === undefined ? {} : { json }) }, signal);
      return this.#answer(response, method, path);
    } catch (cause) {
      throw this.#fault(cause, signal);
    }
  }

  #addressOf(path: string): string {
    const { owner, repository, api = PUBLIC_API } = this.place;
    return `${api}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repository)}${path}`;
  }

  /** An answer has an end, in bytes and in time. */
  async #ask(address: string | URL, how: OptionsOfTextResponseBody, signal: AbortSignal): Promise<Response<string>> {
    const tooMuch = new AbortController();
    const asked = this.#got(address, { ...how, signal: AbortSignal.any([signal, tooMuch.signal]) });
    asked.on('downloadProgress', ({ transferred }) => {
      if (transferred > MOST_ANSWER_BYTES) tooMuch.abort();
    });
    try {
      return await asked;
    } catch (cause) {
      throw tooMuch.signal.aborted ? this.#notUnderstood(cause) : cause;
    }
  }

  /** Where the answer says, as long as that is GitHub: the token goes along. */
  #uploadAddress({ upload_url }: GithubRelease, name: string): URL {
    const api = new URL(this.place.api ?? PUBLIC_API);
    const told = upload_url.replace(/\{.*$/, '');
    const address = URL.canParse(told) ? new URL(told) : undefined;
    const hosts = [api.host, api.host.replace(/^api\./, 'uploads.')];
    if (address === undefined || address.protocol !== api.protocol || !hosts.includes(address.host)) {
      throw new CarrierError(fault('answer_not_understood.githubElsewhere'));
    }
    address.searchParams.set('name', name);
    return address;
  }

  #answer(response: Response<string>, method: string, path: string): unknown {
    const { statusCode, body } = response;
    if (statusCode === 204) return undefined;
    if (statusCode >= 200 && statusCode < 300) {
      try {
        return JSON.parse(body);
      } catch (cause) {
        throw this.#notUnderstood(cause);
      }
    }
    throw new GithubRefusal(statusCode, body, { method, path, headers: response.headers, place: this.place });
  }

  #read<T>(schema: z.ZodType<T>, answer: unknown): T {
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw this.#notUnderstood(parsed.error);
  }

  #notUnderstood(cause: unknown): CarrierError {
    return new CarrierError(fault('answer_not_understood.github'), { cause });
  }

  async #orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (cause) {
      if (cause instanceof GithubRefusal && cause.status === 404) return undefined;
      throw cause;
    }
  }

  #fault(cause: unknown, signal: AbortSignal): unknown {
    if (signal.aborted) return new CarrierError(fault('cancelled.text'));
    if (cause instanceof CarrierError) return cause;
    const host = new URL(this.place.api ?? PUBLIC_API).host;
    return networkFault(cause, host) ?? new CarrierError(fault('failed.github', reasonOf(cause)), { cause });
  }
}

const gitObjectSchema = z.looseObject({ object: z.looseObject({ sha: z.string(), type: z.string() }) });
