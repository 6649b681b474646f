import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostedSettings } from '../../../main/registry/hosted-settings.ts';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import { applySeed } from '../../../main/registry/seed.ts';
import { startRegistry } from '../../../main/registry/start.ts';
import { openStorage, type StorageSettings } from '../../../main/registry/storage/open-storage.ts';
import { digestOf } from '../../../main/registry/storage/people/token-text.ts';
import { makeFolder } from '../../make-folder.ts';
import { enginesFor } from './engines.ts';
import { ask, formOf, OK_UPLOAD } from './local-registry.ts';

// A hosted registry with a package that several share by role and by team, a foreign one, and everybody who may come.

export const PEOPLE = [
  'no token',
  'unknown token',
  'expired token',
  'revoked token',
  'restricted token',
  'stranger',
  'reader',
  'reader by team',
  'maintainer',
  'maintainer by team',
  'co-owner',
  'author',
  'operator',
] as const;
export type Person = (typeof PEOPLE)[number];

const STATES = ['public', 'private', 'not stored', 'unpublished', 'hidden by the operator'] as const;
type State = (typeof STATES)[number];

export interface Target {
  readonly package: 'shared' | 'foreign';
  readonly packageId: string;
  readonly state: State;
  readonly version: string;
  readonly hash: string;
  readonly fileId: string;
}

export const SHARED = 'shared.aircraft';
export const FOREIGN = 'foreign.aircraft';
export const TEAM = 'Flying Club';
export const HOSTED: HostedSettings = {
  publicUrl: 'https://registry.example.org',
  name: 'Club',
  description: 'What we fly.',
  operationsPort: 0,
  trustedProxies: [],
  drainMs: 1_000,
};

function tokenOf(id: string) {
  return `token-of-${id.toLowerCase()}`;
}

const AUTHORS = [
  'OPERATOR',
  'AUTHOR',
  'COOWNER',
  'MAINTAINER',
  'READER',
  'TEAMREADER',
  'TEAMCHIEF',
  'STRANGER',
] as const;
export const TOKENS = Object.fromEntries(AUTHORS.map((id) => [id, tokenOf(id)])) as Record<
  (typeof AUTHORS)[number],
  string
>;

const SEED = {
  authors: AUTHORS.map((authorId) => ({
    authorId,
    tokens: [
      { token: tokenOf(authorId) },
      ...(authorId === 'AUTHOR' ? [{ token: 'token-that-ran-out' }, { token: 'token-taken-back' }] : []),
    ],
  })),
  packages: [
    { packageId: SHARED, packageName: 'Shared Aircraft', authorId: 'AUTHOR' },
    { packageId: 'other.scenery', packageName: 'Other Scenery', authorId: 'AUTHOR' },
    { packageId: FOREIGN, packageName: 'Foreign Aircraft', authorId: 'STRANGER' },
  ],
};

/** Numbers that stand nowhere else, so that they show in an answer that should not have them. */
const VERSIONS: Readonly<Record<Target['package'], Partial<Record<State, string>>>> = {
  shared: {
    public: '511.0.0',
    private: '522.0.0',
    'not stored': '533.0.0',
    unpublished: '544.0.0',
    'hidden by the operator': '555.0.0',
  },
  foreign: { public: '611.0.0', private: '622.0.0' },
};
const PRIVATE = { isPublic: 'false', isPrivate: 'true' };
const FIELDS: Readonly<Record<State, Record<string, string>>> = {
  public: {},
  private: PRIVATE,
  'not stored': { ...PRIVATE, isStored: 'false' },
  unpublished: {},
  'hidden by the operator': {},
};

const run: RunProcessing = async ({ workDir, packageVersion }) => {
  if (packageVersion === VERSIONS.shared.unpublished) return { status: 'failed_macosx', reason: 'Rehearsed.' };
  const xpkgPath = join(workDir, 'package.xpkg');
  await writeFile(xpkgPath, packageVersion);
  const hash = createHash('sha256').update(packageVersion).digest('hex');
  return { status: 'processed', xpkgPath, hash, size: packageVersion.length, installedSize: 7, notes: [] };
};

/** A request as JSON that has to be taken. */
export async function must(url: string, token: string | null, method = 'GET', body?: object): Promise<string> {
  const answer = await send(url, token, method, body);
  if (answer.status >= 400) throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`);
  return answer.text;
}

export function send(url: string, token: string | null, method = 'GET', body?: object | FormData) {
  return ask(url, {
    method,
    token,
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    ...(body === undefined || body instanceof FormData ? {} : { headers: { 'Content-Type': 'application/json' } }),
  });
}

export interface Community {
  readonly url: string;
  readonly operations: string;
  readonly routes: readonly string[];
  readonly tokens: Readonly<Record<Person, string | null>>;
  readonly targets: readonly Target[];
  /** What opens or tells of a version of the shared package that is not public. */
  readonly secrets: readonly string[];
  /** When nothing is processed any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function openCommunity(
  hosted: Partial<HostedSettings> = {},
  disk?: StorageSettings['disk'],
): Promise<Community> {
  const dataDir = makeFolder('registry-community');
  const engines = await enginesFor(dataDir);
  const routes: string[] = [];
  const onRoute = (method: string, path: string) => void routes.push(`${method} ${path}`);
  await begin({ dataDir, ...engines });
  const registry = await startRegistry({
    ...{ dataDir, rateLimits: false, run, onRoute, disk, ...engines },
    hosted: { ...HOSTED, ...hosted },
  });
  const url = `http://127.0.0.1:${registry.port}`;
  await share(url);
  for (const [kind, owner] of [
    ['shared', TOKENS.AUTHOR],
    ['foreign', TOKENS.STRANGER],
  ] as const) {
    for (const [state, packageVersion] of Object.entries(VERSIONS[kind])) {
      const packageId = kind === 'shared' ? SHARED : FOREIGN;
      const body = formOf(OK_UPLOAD, { packageId, packageVersion, ...FIELDS[state as State] });
      const { status, text } = await send(`${url}/packages/upload`, owner, 'POST', body);
      if (status !== 204) throw new Error(`upload of ${packageVersion}: ${status} ${text}`);
      await registry.idle();
    }
  }
  const hidden = `${SHARED}/${VERSIONS.shared['hidden by the operator']}`;
  await must(`${registry.operationsUrl}/versions/${hidden}/hide`, TOKENS.OPERATOR, 'POST');
  const tokens = await everybodysTokens(url);
  return {
    ...{ url, operations: registry.operationsUrl ?? '', routes, tokens, ...(await look(url)) },
    idle: () => registry.idle(),
    async close() {
      await registry.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Its rows before it serves: from outside a token cannot be made to run out. */
async function begin(settings: StorageSettings): Promise<void> {
  const { db, close } = await openStorage(settings, () => undefined);
  await applySeed(db, SEED);
  await db.run('UPDATE tokens SET expires_at = 1 WHERE digest = ?', digestOf('token-that-ran-out'));
  await close();
}

/** Roles by name, and by a team whose role is the lesser of two. */
async function share(url: string): Promise<void> {
  const at = `${url}/access/packages/${SHARED}`;
  const role = (name: string) => ({ role: name });
  await must(`${at}/members/READER`, TOKENS.AUTHOR, 'PUT', role('reader'));
  await must(`${at}/members/MAINTAINER`, TOKENS.AUTHOR, 'PUT', role('maintainer'));
  await must(`${at}/members/COOWNER`, TOKENS.AUTHOR, 'PUT', role('owner'));
  for (const one of [TOKENS.READER, TOKENS.MAINTAINER, TOKENS.COOWNER]) await acceptAll(url, one);
  const team = `${url}/access/teams/${encodeURIComponent(TEAM)}`;
  await must(`${url}/access/teams`, TOKENS.TEAMCHIEF, 'POST', { name: TEAM });
  await must(`${team}/members/AUTHOR`, TOKENS.TEAMCHIEF, 'PUT', role('reader'));
  await must(`${team}/members/TEAMREADER`, TOKENS.TEAMCHIEF, 'PUT', role('reader'));
  for (const one of [TOKENS.AUTHOR, TOKENS.TEAMREADER]) await acceptAll(url, one);
  await must(`${at}/teams/${encodeURIComponent(TEAM)}`, TOKENS.AUTHOR, 'PUT', role('maintainer'));
}

/** Says yes to whatever somebody is invited to. */
export async function acceptAll(url: string, token: string): Promise<void> {
  const { invitations } = JSON.parse(await must(`${url}/access/invitations`, token)) as {
    invitations: { id: string }[];
  };
  for (const { id } of invitations) await must(`${url}/access/invitations/${id}/accept`, token, 'POST');
}

async function everybodysTokens(url: string): Promise<Readonly<Record<Person, string | null>>> {
  const restricted = { name: 'Robot', expires: 1, permissions: 16, versionUploadPackages: ['other.scenery'] };
  const { token } = JSON.parse(await must(`${url}/auth/issue`, TOKENS.AUTHOR, 'POST', restricted)) as { token: string };
  const { tokens } = JSON.parse(await must(`${url}/access/tokens`, TOKENS.AUTHOR)) as {
    tokens: { id: string; name: string }[];
  };
  const third = tokens.find(({ name }) => name === 'Seeded token 3')?.id;
  await must(`${url}/access/tokens/${third}`, TOKENS.AUTHOR, 'DELETE');
  return {
    'no token': null,
    'unknown token': 'token-nobody-knows',
    'expired token': 'token-that-ran-out',
    'revoked token': 'token-taken-back',
    'restricted token': token,
    stranger: TOKENS.STRANGER,
    reader: TOKENS.READER,
    'reader by team': TOKENS.TEAMREADER,
    maintainer: TOKENS.MAINTAINER,
    'maintainer by team': TOKENS.TEAMCHIEF,
    'co-owner': TOKENS.COOWNER,
    author: TOKENS.AUTHOR,
    operator: TOKENS.OPERATOR,
  };
}

interface Told {
  readonly packageVersion: string;
  readonly hash?: string;
  readonly privateKey?: string;
}

/** What the authors themselves are told of their versions. */
async function look(url: string): Promise<Pick<Community, 'targets' | 'secrets'>> {
  const targets: Target[] = [];
  const secrets: string[] = [];
  for (const [kind, packageId, owner] of [
    ['shared', SHARED, TOKENS.AUTHOR],
    ['foreign', FOREIGN, TOKENS.STRANGER],
  ] as const) {
    const { versions } = JSON.parse(await must(`${url}/account/packages/${packageId}`, owner)) as { versions: Told[] };
    const files = JSON.parse(await must(`${url}/v1/files?limit=100`, owner)) as {
      data: { id: string; name: string }[];
    };
    for (const state of STATES) {
      const version = VERSIONS[kind][state];
      const found = versions.find(({ packageVersion }) => packageVersion === version);
      if (version === undefined || found === undefined) continue;
      const fileId = files.data.find(({ name }) => name === `${packageId}@${version}.zip`)?.id ?? 'none';
      targets.push({ package: kind, packageId, state, version, hash: found.hash ?? '0'.repeat(64), fileId });
      if (kind === 'shared' && state !== 'public' && state !== 'unpublished') {
        secrets.push(found.hash ?? '', ...(found.privateKey === undefined ? [] : [found.privateKey]));
      }
    }
  }
  const mails = await must(`${url}/account/mails`, TOKENS.AUTHOR);
  secrets.push(/\/downloads\/([\w-]+)/.exec(mails)?.[1] ?? 'no link');
  return { targets, secrets };
}
