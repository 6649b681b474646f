import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { listedFields } from '../../../protocol/index.ts';
import type { Store } from '../storage/database/store.ts';
import { findListBody, keepListBody, type ListBody } from '../storage/packages/list-bodies.ts';
import { findMirrored, listMirroredIds } from '../storage/packages/mirrored.ts';
import { findPackages, listPublicPackageIds, type PackageOfAuthor } from '../storage/packages/packages.ts';
import { listPublicVersionsOf, type VersionRecord } from '../storage/packages/versions.ts';

export type ListEncoding = 'br' | 'gzip';

/** The list as it stands, compressed once for all who ask. Its tag is of what it lists, not of when it was made. */
export interface ListedBody {
  readonly etag: string;
  readonly plain: Buffer;
  encoded(encoding: ListEncoding): Promise<Buffer>;
}

/**
 * The body of GET /packages. Ten thousand packages make megabytes of JSON, so each package's text is kept and only
 * what changed is written anew, a few at a time, so that others are answered meanwhile. Of several processes one
 * compresses it, and all answer the same bytes under the same tag.
 */
export interface PackageList {
  changed(packageId: string): void;
  forget(): void;
  /** With every change that was told before. */
  body(): Promise<ListedBody>;
}

function turn(): Promise<void> {
  return new Promise((turned) => setImmediate(turned));
}

/** As many as are written in some two milliseconds. */
const AT_ONCE = 50;

async function inTurns(ids: readonly string[], write: (some: readonly string[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    if (at > 0) await turn();
    await write(ids.slice(at, at + AT_ONCE));
  }
}

interface Listed {
  /** What another registry lists too; what was read of one that is followed no more stays, and is not offered. */
  readonly mirrored: boolean;
}

export function openPackageList(db: Store, listed: Listed): PackageList {
  return new BuiltList(db, listed);
}

class BuiltList implements PackageList {
  readonly #db: Store;
  readonly #mirrored: boolean;
  readonly #texts = new Map<string, string>();
  readonly #stale = new Set<string>();
  #nothingIsKnown = true;
  #body: ListedBody | undefined;
  #building: Promise<ListedBody> | undefined;
  #afterwards: Promise<ListedBody> | undefined;
  /** The build that runs still reads what changes. */
  #isReading = false;

  constructor(db: Store, { mirrored }: Listed) {
    this.#db = db;
    this.#mirrored = mirrored;
  }

  changed(packageId: string): void {
    this.#stale.add(packageId);
    this.#body = undefined;
  }

  forget(): void {
    this.#nothingIsKnown = true;
    this.#body = undefined;
  }

  /** Whoever asks after a change that a build reads no more waits for the one after it. */
  async body(): Promise<ListedBody> {
    if (this.#body !== undefined) return this.#body;
    if (this.#building === undefined || this.#isReading || !this.#isBehind()) {
      this.#building ??= this.#build();
      return this.#building;
    }
    this.#afterwards ??= this.#building
      .catch(() => undefined)
      .then(() => {
        this.#afterwards = undefined;
        return this.body();
      });
    return this.#afterwards;
  }

  async #build(): Promise<ListedBody> {
    this.#isReading = true;
    try {
      await turn();
      // What changes while it is written is written again.
      while (this.#isBehind()) await inTurns(await this.#takeStale(), (ids) => this.#write(ids));
      this.#isReading = false;
      const packages = [...this.#texts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, text]) => text)
        .join(',');
      const made = await (this.#db.shared ? bodyForAll(this.#db, packages) : bodyOf(packages));
      // Another change may have come while it was compressed.
      if (!this.#isBehind()) this.#body = made;
      return made;
    } catch (cause) {
      // What it had taken to read is told to nobody again.
      if (this.#isReading) this.forget();
      throw cause;
    } finally {
      this.#isReading = false;
      this.#building = undefined;
    }
  }

  #isBehind(): boolean {
    return this.#nothingIsKnown || this.#stale.size > 0;
  }

  async #takeStale(): Promise<string[]> {
    if (this.#nothingIsKnown) {
      this.#nothingIsKnown = false;
      this.#texts.clear();
      for (const id of await listedIds(this.#db, this.#mirrored)) this.#stale.add(id);
    }
    const ids = [...this.#stale];
    this.#stale.clear();
    return ids;
  }

  async #write(ids: readonly string[]): Promise<void> {
    const found = await listedTexts(this.#db, ids, this.#mirrored);
    for (const id of ids) {
      const text = found.get(id);
      if (text === undefined) this.#texts.delete(id);
      else this.#texts.set(id, text);
    }
  }
}

/** Higher levels save a few hundredths more and take ten times as long. */
const compress: Readonly<Record<ListEncoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify<Buffer, Buffer>(gzip),
};

function tagOf(packages: string): string {
  return createHash('sha256').update(packages).digest('base64url').slice(0, 27);
}

function textOf(packages: string, generated: string): Buffer {
  return Buffer.from(`{"generated":"${generated}","packages":[${packages}]}`);
}

/** Compressed when the first one asks for it. */
function bodyOf(packages: string): ListedBody {
  const plain = textOf(packages, new Date().toISOString());
  const ready = new Map<ListEncoding, Promise<Buffer>>();
  return {
    etag: tagOf(packages),
    plain,
    encoded(encoding) {
      const known = ready.get(encoding) ?? compress[encoding](plain);
      ready.set(encoding, known);
      return known;
    },
  };
}

/** What the first process made of this list, or made now for the others. */
async function bodyForAll(db: Store, packages: string): Promise<ListedBody> {
  const etag = tagOf(packages);
  const body = (await findListBody(db, etag)) ?? (await keepListBody(db, etag, await compressed(packages)));
  const ready = { gzip: Buffer.from(body.gzip), br: Buffer.from(body.brotli) };
  return { etag, plain: textOf(packages, body.generated), encoded: async (encoding) => ready[encoding] };
}

async function compressed(packages: string): Promise<ListBody> {
  const generated = new Date().toISOString();
  const plain = textOf(packages, generated);
  return { generated, gzip: await compress.gzip(plain), brotli: await compress.br(plain) };
}

async function listedIds(db: Store, mirrored: boolean): Promise<string[]> {
  return [...(await listPublicPackageIds(db)), ...(mirrored ? await listMirroredIds(db) : [])];
}

async function listedTexts(db: Store, ids: readonly string[], mirrored: boolean): Promise<Map<string, string>> {
  const versions = Map.groupBy(await listPublicVersionsOf(db, ids), ({ packageId }) => packageId);
  const packages = versions.size === 0 ? [] : await findPackages(db, [...versions.keys()]);
  const own = packages.map((pkg): [string, string] => [
    pkg.id,
    JSON.stringify(toListed(pkg, versions.get(pkg.id) ?? [])),
  ]);
  const others = mirrored ? await findMirrored(db, ids) : new Map<string, object>();
  return new Map([...[...others].map(([id, listed]): [string, string] => [id, JSON.stringify(listed)]), ...own]);
}

function toListed(pkg: PackageOfAuthor, versions: readonly VersionRecord[]) {
  return {
    packageId: pkg.id,
    packageName: pkg.name,
    authorId: pkg.authorId,
    authorName: pkg.authorName,
    description: pkg.description,
    packageType: pkg.type,
    versions: versions.map((version) => ({
      version: version.version,
      ...listedFields(version),
    })),
  };
}
