import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { findAuthor } from '../storage/authors.ts';
import { findPackage, listPublicPackageIds, type Package } from '../storage/packages.ts';
import type { Statements } from '../storage/store.ts';
import { listPublicVersions, type VersionRecord } from '../storage/versions.ts';

export type ListEncoding = 'br' | 'gzip';

/** The list as it stands, compressed once for all who ask. */
export interface ListedBody {
  readonly etag: string;
  readonly plain: Buffer;
  encoded(encoding: ListEncoding): Promise<Buffer>;
}

/**
 * The body of GET /packages. Ten thousand packages make megabytes of JSON, so each package's text is kept and only
 * what changed is written anew, a few at a time, so that others are answered meanwhile.
 */
export interface PackageList {
  changed(packageId: string): void;
  forget(): void;
  /** With every change that was told before. */
  body(): Promise<ListedBody>;
}

const turn = (): Promise<void> => new Promise((turned) => setImmediate(turned));

/** As many as are written in some two milliseconds. */
const AT_ONCE = 50;

export function openPackageList(db: Statements): PackageList {
  const texts = new Map<string, string>();
  const stale = new Set<string>();
  let nothingIsKnown = true;
  let body: ListedBody | null = null;
  let building: Promise<ListedBody> | null = null;

  const takeStale = async (): Promise<string[]> => {
    if (nothingIsKnown) {
      nothingIsKnown = false;
      texts.clear();
      for (const id of await listPublicPackageIds(db)) stale.add(id);
    }
    const ids = [...stale];
    stale.clear();
    return ids;
  };

  const write = async (id: string): Promise<void> => {
    const text = await listedText(db, id);
    if (text === null) texts.delete(id);
    else texts.set(id, text);
  };

  const build = async (): Promise<ListedBody> => {
    try {
      await turn();
      // What changes while it is written is written again.
      while (nothingIsKnown || stale.size > 0) {
        for (const [at, id] of (await takeStale()).entries()) {
          if (at % AT_ONCE === AT_ONCE - 1) await turn();
          await write(id);
        }
      }
      const packages = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
      body = toBody(`{"generated":"${new Date().toISOString()}","packages":[${packages.join(',')}]}`);
      return body;
    } finally {
      building = null;
    }
  };

  return {
    changed(packageId) {
      stale.add(packageId);
      body = null;
    },
    forget() {
      nothingIsKnown = true;
      body = null;
    },
    async body() {
      if (body !== null) return body;
      building ??= build();
      return building;
    },
  };
}

/** Higher levels save a few hundredths more and take ten times as long. */
const compress: Readonly<Record<ListEncoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify<Buffer, Buffer>(gzip),
};

function toBody(text: string): ListedBody {
  const plain = Buffer.from(text);
  const ready = new Map<ListEncoding, Promise<Buffer>>();
  return {
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 27),
    plain,
    encoded(encoding) {
      const known = ready.get(encoding) ?? compress[encoding](plain);
      ready.set(encoding, known);
      return known;
    },
  };
}

async function listedText(db: Statements, id: string): Promise<string | null> {
  const pkg = await findPackage(db, id);
  const versions = await listPublicVersions(db, id);
  if (pkg === null || versions.length === 0) return null;
  return JSON.stringify(toListed(pkg, (await findAuthor(db, pkg.authorId))?.name ?? '', versions));
}

// This list says xplaneSelection where the account routes say xpSelection (XPKG.md section 8).
const toListed = (pkg: Package, authorName: string, versions: readonly VersionRecord[]) => ({
  packageId: pkg.id,
  packageName: pkg.name,
  authorId: pkg.authorId,
  authorName,
  description: pkg.description,
  packageType: pkg.type,
  versions: versions.map((version) => ({
    version: version.version,
    dependencies: version.dependencies,
    incompatibilities: version.incompatibilities,
    xplaneSelection: version.xpSelection,
    platforms: version.platforms,
  })),
});
