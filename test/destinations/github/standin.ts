import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerFault, requestFault } from './openapi.ts';

// A GitHub of one repository, as far as releases go. Each request and each answer is held to GitHub's own schemas.

interface Asset {
  readonly id: number;
  readonly name: string;
  readonly state: 'uploaded' | 'starter';
  readonly content: Buffer;
}
interface Release {
  readonly id: number;
  tag_name: string;
  target_commitish: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  latest: boolean;
  assets: Asset[];
}

export interface StandIn {
  /** Its address, as its own answers name it; that of a proxy in front of it too. */
  api: string;
  readonly releases: Release[];
  readonly tags: Map<string, string>;
  /** What did not fit GitHub's schemas; has to stay empty. */
  readonly faults: string[];
  readonly requests: string[];
  /** What the next requests of that kind get instead: 'starter' is a 502 that leaves an asset of no bytes. */
  readonly trouble: ('starter' | 'cut' | 'unauthorized' | 'rate' | 'lost_answer')[];
  immutable: boolean;
  /** Whether it tells the sums of files, as GitHub does of those that were sent since 2025. */
  digests: boolean;
  /** Whether it says yes to every change and makes none. */
  changesNothing: boolean;
  close(): Promise<void>;
}

export const HEAD = 'a'.repeat(40);
export const OTHER = 'b'.repeat(40);
const REPO = '/repos/{owner}/{repo}';

export async function startStandIn(): Promise<StandIn> {
  const github = new Repository();
  const server = createServer((request, response) => {
    github.handle(request, response).catch((cause: unknown) => github.faults.push(String(cause)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  github.api = `http://127.0.0.1:${address.port}`;
  return Object.assign(github, {
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

class Repository {
  api = '';
  readonly releases: Release[] = [];
  readonly tags = new Map<string, string>();
  readonly faults: string[] = [];
  readonly requests: string[] = [];
  readonly trouble: StandIn['trouble'] = [];
  immutable = false;
  digests = true;
  changesNothing = false;
  #next = 1;

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.api);
    const path = url.pathname.replace('/repos/author/addon', '');
    const method = request.method ?? 'GET';
    this.requests.push(`${method} ${path}`);
    const uploads = /^\/upload\/(\d+)\/assets$/.exec(url.pathname);
    const chunks: Buffer[] = [];
    if (uploads && this.trouble[0] === 'cut') {
      this.trouble.shift();
      request.once('data', () => request.socket.resetAndDestroy());
      return;
    }
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const content = Buffer.concat(chunks);
    const trouble = this.trouble[0];
    if (trouble === 'unauthorized' || trouble === 'rate') {
      this.trouble.shift();
      if (trouble === 'rate') response.setHeader('x-ratelimit-remaining', '0');
      response.writeHead(trouble === 'rate' ? 403 : 401).end(JSON.stringify({ message: 'Bad credentials' }));
      return;
    }
    if (request.headers.authorization !== 'Bearer token') {
      response.writeHead(401).end(JSON.stringify({ message: 'Bad credentials' }));
      return;
    }
    if (uploads) {
      this.#upload(Number(uploads[1]), url.searchParams.get('name') ?? '', content, response);
      return;
    }
    const json: unknown = content.length === 0 ? undefined : JSON.parse(content.toString());
    this.#answer(method, path, url.searchParams, json, response);
  }

  #answer(method: string, path: string, query: URLSearchParams, json: unknown, response: ServerResponse): void {
    const send = (named: string, status: number, body?: unknown) => {
      const asked = { method, path: `${REPO}${named}` };
      const wrong = [requestFault(asked, json), answerFault(asked, status, body)].filter((one) => one !== undefined);
      this.faults.push(...wrong.map((one) => `${method} ${named}: ${one}`));
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(body === undefined ? '' : JSON.stringify(body));
    };
    const none = { message: 'Not Found', documentation_url: 'https://docs.github.com', status: '404' };
    const byTag = /^\/releases\/tags\/(.+)$/.exec(path);
    const byId = /^\/releases\/(\d+)$/.exec(path);
    const assetsOf = /^\/releases\/(\d+)\/assets$/.exec(path);
    const asset = /^\/releases\/assets\/(\d+)$/.exec(path);
    const tag = /^\/git\/ref\/tags\/(.+)$/.exec(path);
    const commit = /^\/commits\/(.+)$/.exec(path);
    if (byTag) {
      const found = this.releases.find((one) => !one.draft && one.tag_name === decodeURIComponent(byTag[1] ?? ''));
      send('/releases/tags/{tag}', found ? 200 : 404, found ? this.#show(found) : none);
    } else if (path === '' && method === 'GET') {
      // GitHub's answer has a hundred fields more.
      const permissions = { admin: false, push: true, pull: true };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ permissions }));
    } else if (path === '/releases/latest') {
      const latest = this.releases.findLast((one) => !one.draft && !one.prerelease);
      send('/releases/latest', latest ? 200 : 404, latest ? this.#show(latest) : none);
    } else if (path === '/releases' && method === 'GET') {
      const [size, page] = [Number(query.get('per_page')), Number(query.get('page'))];
      const rows = [...this.releases].reverse().slice(size * (page - 1), size * page);
      send(
        '/releases',
        200,
        rows.map((one) => this.#show(one)),
      );
    } else if (path === '/releases') this.#create(json as Partial<Release>, send);
    else if (byId) this.#change(method, Number(byId[1]), json as Partial<Release>, send);
    else if (assetsOf) {
      const found = this.releases.find(({ id }) => id === Number(assetsOf[1]));
      send(
        '/releases/{release_id}/assets',
        200,
        (found?.assets ?? []).map((one) => this.#showAsset(one)),
      );
    } else if (asset && method === 'GET') {
      const found = this.releases.flatMap(({ assets }) => assets).find(({ id }) => id === Number(asset[1]));
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(found?.content);
    } else if (asset) {
      for (const release of this.releases) release.assets = release.assets.filter(({ id }) => id !== Number(asset[1]));
      send('/releases/assets/{asset_id}', 204);
    } else if (tag) {
      const sha = this.tags.get(tag[1] ?? '');
      const found = {
        ref: `refs/tags/${tag[1]}`,
        node_id: 'x',
        url: this.api,
        object: { type: 'commit', sha: sha ?? HEAD, url: this.api },
      };
      send('/git/ref/{ref}', sha ? 200 : 404, sha ? found : none);
    } else if (commit) {
      // The whole description of a commit is long; only its name is asked for.
      response.writeHead(200).end(JSON.stringify({ sha: commit[1] === OTHER ? OTHER : HEAD }));
    } else {
      this.faults.push(`${method} ${path} is not known here`);
      response.writeHead(404).end(JSON.stringify(none));
    }
  }

  #create(fields: Partial<Release>, send: (named: string, status: number, body?: unknown) => void): void {
    const release: Release = {
      id: this.#next++,
      tag_name: fields.tag_name ?? '',
      target_commitish: fields.target_commitish ?? 'main',
      name: fields.name ?? '',
      body: fields.body ?? '',
      draft: fields.draft ?? false,
      prerelease: fields.prerelease ?? false,
      latest: false,
      assets: [],
    };
    this.releases.push(release);
    send('/releases', 201, this.#show(release));
  }

  #change(
    method: string,
    id: number,
    fields: Partial<Release> & { make_latest?: string },
    send: (named: string, status: number, body?: unknown) => void,
  ): void {
    const at = this.releases.findIndex((one) => one.id === id);
    const release = this.releases[at];
    if (release === undefined) {
      send('/releases/{release_id}', 404, { message: 'Not Found', documentation_url: 'x', status: '404' });
      return;
    }
    if (method === 'DELETE') {
      this.releases.splice(at, 1);
      send('/releases/{release_id}', 204);
      return;
    }
    const { make_latest, ...rest } = fields;
    if (this.changesNothing) {
      send('/releases/{release_id}', 200, this.#show({ ...release, ...rest }));
      return;
    }
    Object.assign(release, rest);
    release.latest = make_latest === 'true';
    if (!release.draft && !this.tags.has(release.tag_name)) {
      this.tags.set(release.tag_name, release.target_commitish === OTHER ? OTHER : HEAD);
    }
    send('/releases/{release_id}', 200, this.#show(release));
  }

  #upload(id: number, name: string, content: Buffer, response: ServerResponse): void {
    const release = this.releases.find((one) => one.id === id);
    const refuse = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (release === undefined) return void refuse(404, { message: 'Not Found' });
    if (this.immutable && !release.draft) {
      return void refuse(422, { message: 'Cannot upload assets to an immutable release.' });
    }
    if (release.assets.some((one) => one.name === name)) {
      const errors = [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }];
      return void refuse(422, { message: 'Validation Failed', errors });
    }
    const starter = this.trouble[0] === 'starter';
    const lost = this.trouble[0] === 'lost_answer';
    if (starter || lost) this.trouble.shift();
    // As GitHub does, which is why names are made plain before.
    const kept = name.replaceAll(/[^A-Za-z0-9._-]/g, '.');
    const asset: Asset = starter
      ? { id: this.#next++, name: kept, state: 'starter', content: Buffer.alloc(0) }
      : { id: this.#next++, name: kept, state: 'uploaded', content };
    release.assets.push(asset);
    if (lost) return void response.socket?.destroy();
    if (starter) return void response.writeHead(502).end('<html>Bad Gateway</html>');
    const body = this.#showAsset(asset);
    const wrong = answerFault({ method: 'POST', path: `${REPO}/releases/{release_id}/assets` }, 201, body);
    if (wrong) this.faults.push(wrong);
    response.writeHead(201).end(JSON.stringify(body));
  }

  #show(release: Release): object {
    const page = `https://github.com/author/addon/releases/tag/${release.tag_name}`;
    const { latest: _, assets, ...fields } = release;
    return {
      ...fields,
      ...(this.immutable && !release.draft ? { immutable: true } : {}),
      url: `${this.api}/repos/author/addon/releases/${release.id}`,
      html_url: page,
      assets_url: page,
      upload_url: `${this.api}/upload/${release.id}/assets{?name,label}`,
      tarball_url: null,
      zipball_url: null,
      node_id: `R_${release.id}`,
      created_at: '2026-01-01T00:00:00Z',
      published_at: release.draft ? null : '2026-01-01T00:00:00Z',
      author: USER,
      assets: assets.map((one) => this.#showAsset(one)),
    };
  }

  #showAsset({ id, name, state, content }: Asset): object {
    const digest =
      state === 'uploaded' && this.digests ? `sha256:${createHash('sha256').update(content).digest('hex')}` : null;
    return {
      id,
      name,
      state: state === 'uploaded' ? 'uploaded' : 'open',
      size: content.length,
      digest,
      url: `${this.api}/repos/author/addon/releases/assets/${id}`,
      browser_download_url: `https://github.com/author/addon/releases/download/x/${name}`,
      node_id: `RA_${id}`,
      label: null,
      content_type: 'application/octet-stream',
      download_count: 0,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      uploader: USER,
    };
  }
}

const LINKS = [
  ...['url', 'html_url', 'followers_url', 'following_url', 'gists_url', 'starred_url', 'subscriptions_url'],
  ...['organizations_url', 'repos_url', 'events_url', 'received_events_url', 'avatar_url'],
];
const USER = {
  ...Object.fromEntries(LINKS.map((name) => [name, 'https://github.com/author'])),
  login: 'author',
  id: 1,
  node_id: 'U_1',
  gravatar_id: '',
  type: 'User',
  site_admin: false,
};
