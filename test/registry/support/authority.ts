import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import type { Registry } from '../../../main/registry/start.ts';
import { makeFolder } from '../../make-folder.ts';
import { HOSTED } from './community.ts';
import { ask, formOf, OK_UPLOAD, openRegistry, temporaryFolder } from './local-registry.ts';

// A registry with everybody who may come to it and every kind of version there can be.

export const ROLES = [
  'no token',
  'unknown token',
  'other author',
  'other author, every permission',
  'restricted token',
  'expired token',
  'revoked token',
  'owner of the package',
  'owner of the data folder',
] as const;
export type Role = (typeof ROLES)[number];

export const STATES = ['public', 'private', 'not stored', 'unpublished', 'hidden by the operator'] as const;
export type State = (typeof STATES)[number];

export interface Target {
  readonly state: State;
  /** A number that stands nowhere else, so that it shows in an answer that should not have it. */
  readonly version: string;
  readonly hash: string;
  readonly fileId: string;
}

export const PACKAGE = 'some.aircraft';
export const OWNER = 'token-of-the-packages-owner';
const HOST = 'token-of-the-data-folder';
const OTHER = 'token-of-somebody-else';
const EXPIRED = 'token-that-ran-out';
const REVOKED = 'token-taken-back-from-the-host';

const VERSIONS: Readonly<Record<State, string>> = {
  public: '411.0.0',
  private: '422.0.0',
  'not stored': '433.0.0',
  unpublished: '444.0.0',
  'hidden by the operator': '455.0.0',
};
const PRIVATE = { isPublic: 'false', isPrivate: 'true' };
const FIELDS: Readonly<Record<State, Record<string, string>>> = {
  public: {},
  private: PRIVATE,
  'not stored': { ...PRIVATE, isStored: 'false' },
  unpublished: {},
  'hidden by the operator': {},
};

const SEED = {
  authors: [
    { authorId: 'HOST', tokens: [{ token: HOST }, { token: REVOKED }] },
    { authorId: 'OWNER', tokens: [{ token: OWNER }, { token: EXPIRED }] },
    { authorId: 'OTHER', tokens: [{ token: OTHER }] },
  ],
  packages: [
    { packageId: PACKAGE, packageName: 'Some Aircraft', authorId: 'OWNER' },
    { packageId: 'some.scenery', packageName: 'Some Scenery', authorId: 'OWNER' },
  ],
};

/** All bits but Admin and those for listed packages. */
const EVERY_PERMISSION = 2 + 4 + 8 + 64 + 128 + 256 + 512 + 1024 + 2048 + 8192;

export interface Authority {
  readonly registry: Registry;
  /** Where it listens; a hosted one calls itself by another name. */
  readonly url: string;
  readonly tokens: Readonly<Record<Role, string | null>>;
  readonly targets: readonly Target[];
  readonly routes: readonly string[];
  /** What opens or tells of a version that is not public; nobody but its owner may ever be shown it. */
  readonly secrets: readonly string[];
  readonly link: string;
  readonly key: string;
}

async function ask200(url: string, init: Parameters<typeof ask>[1]): Promise<string> {
  const { status, text } = await ask(url, init);
  if (status > 204) throw new Error(`${url}: ${status} ${text}`);
  return text;
}

const run: RunProcessing = async ({ workDir, packageVersion }) => {
  if (packageVersion === VERSIONS.unpublished) return { status: 'failed_macosx', reason: 'Rehearsed.' };
  const xpkgPath = join(workDir, 'package.xpkg');
  await writeFile(xpkgPath, packageVersion);
  const hash = createHash('sha256').update(packageVersion).digest('hex');
  return { status: 'processed', xpkgPath, hash, size: packageVersion.length, installedSize: 7, notes: [] };
};

/** Uploads a version of each kind. */
async function fill(dataDir: string): Promise<void> {
  const registry = await openRegistry({ dataDir, seed: SEED, run });
  for (const state of STATES) {
    const fields = { packageId: PACKAGE, packageVersion: VERSIONS[state], ...FIELDS[state] };
    await ask200(`${registry.url}/packages/upload`, { method: 'POST', token: OWNER, body: formOf(OK_UPLOAD, fields) });
    await registry.idle();
  }
  await revokeSecond(registry.url);
  await registry.close();
}

/** Takes a version out of everybody's sight, as an operator does. */
async function hideOne(dataDir: string): Promise<void> {
  const registry = await openRegistry({ dataDir, seed: undefined, run, hosted: HOSTED });
  const version = `${PACKAGE}/${VERSIONS['hidden by the operator']}`;
  await ask200(`${registry.operationsUrl}/versions/${version}/hide`, { method: 'POST', token: HOST });
  await registry.close();
}

/** What no route tells everybody, read where it is kept; and a token that has run out meanwhile. */
function lookInside(dataDir: string): { targets: Target[]; link: string; key: string } {
  const db = new DatabaseSync(join(dataDir, 'registry.db'));
  const digest = createHash('sha256').update(EXPIRED).digest('hex');
  db.prepare('UPDATE tokens SET expires_at = 1 WHERE digest = ?').run(digest);
  const text = (sql: string, ...values: string[]): string => String(db.prepare(sql).get(...values)?.found ?? '');
  const targets = STATES.map((state) => ({
    state,
    version: VERSIONS[state],
    hash: text('SELECT hash AS found FROM versions WHERE version = ?', VERSIONS[state]),
    fileId: text('SELECT id AS found FROM uploads WHERE version = ?', VERSIONS[state]),
  }));
  const link = text('SELECT token AS found FROM links');
  const key = text('SELECT private_key AS found FROM versions WHERE version = ?', VERSIONS.private);
  db.close();
  return { targets, link, key };
}

/** Another token of an author, through the routes a person would use. */
async function issue(url: string, token: string, wish: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ expires: 1, ...wish });
  const text = await ask200(`${url}/auth/issue`, { method: 'POST', token, headers, body });
  return (JSON.parse(text) as { token: string }).token;
}

async function revokeSecond(url: string): Promise<void> {
  const { tokens } = JSON.parse(await ask200(`${url}/local/tokens`, { token: HOST })) as {
    tokens: { id: string; name: string }[];
  };
  const id = tokens.find(({ name }) => name === 'Seeded token 2')?.id;
  await ask200(`${url}/local/tokens/${id}`, { method: 'DELETE', token: HOST });
}

/** Filled once, and copied for each test. */
let prepared: ReturnType<typeof prepare> | undefined;

async function prepare() {
  const folder = makeFolder('registry-authority');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await fill(folder);
  await hideOne(folder);
  return { folder, ...lookInside(folder) };
}

export async function openAuthority(): Promise<Authority> {
  const dataDir = await temporaryFolder();
  prepared ??= prepare();
  const { folder, targets, link, key } = await prepared;
  await cp(folder, dataDir, { recursive: true });
  const routes: string[] = [];
  const onRoute = (method: string, path: string) => void routes.push(`${method} ${path}`);
  const registry = await openRegistry({ dataDir, seed: undefined, run, onRoute });
  const url = `http://127.0.0.1:${registry.port}`;
  const restricted = { name: 'Robot', permissions: 16, versionUploadPackages: ['some.scenery'] };
  const tokens = {
    'no token': null,
    'unknown token': 'token-nobody-knows',
    'other author': OTHER,
    'other author, every permission': await issue(url, OTHER, { name: 'All', permissions: EVERY_PERMISSION }),
    'restricted token': await issue(url, OWNER, restricted),
    'expired token': EXPIRED,
    'revoked token': REVOKED,
    'owner of the package': OWNER,
    'owner of the data folder': HOST,
  };
  const hidden = targets.filter(({ state }) => state !== 'public' && state !== 'unpublished');
  return { registry, url, tokens, targets, routes, link, key, secrets: [link, key, ...hidden.map(({ hash }) => hash)] };
}
