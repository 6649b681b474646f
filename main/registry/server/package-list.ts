import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { findAuthor } from '../storage/authors.ts';
import type { Database } from '../storage/database.ts';
import { findPackage, type Package } from '../storage/packages.ts';
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
 * what changed is written anew.
 */
export type PackageList = {
  changed(packageId: string): void;
  forget(): void;
  body(): ListedBody;
};

export function openPackageList(db: Database): PackageList {
  let texts: Map<string, string> | null = null;
  let body: ListedBody | null = null;
  const stale = new Set<string>();

  const refresh = (): Map<string, string> => {
    const known = texts ?? new Map<string, string>();
    const before = known.size;
    const toWrite = texts === null ? idsWithPublicVersions(db) : [...stale];
    for (const id of toWrite) {
      const text = listedText(db, id);
      if (text === null) known.delete(id);
      else known.set(id, text);
    }
    const grown = texts !== null && known.size > before;
    stale.clear();
    texts = grown ? inOrder(known) : known;
    return texts;
  };

  return {
    changed(packageId) {
      stale.add(packageId);
      body = null;
    },
    forget() {
      texts = null;
      body = null;
      stale.clear();
    },
    body() {
      if (body === null) {
        const packages = [...refresh().values()].join(',');
        body = toBody(`{"generated":"${new Date().toISOString()}","packages":[${packages}]}`);
      }
      return body;
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

const inOrder = (texts: Map<string, string>): Map<string, string> =>
  new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));

const idsWithPublicVersions = (db: Database): string[] =>
  db
    .all<{ package_id: string }>(
      `SELECT DISTINCT package_id FROM versions WHERE is_public = 1 AND status = 'processed' ORDER BY package_id`,
    )
    .map((row) => row.package_id);

function listedText(db: Database, id: string): string | null {
  const pkg = findPackage(db, id);
  const versions = listPublicVersions(db, id);
  if (pkg === null || versions.length === 0) return null;
  return JSON.stringify(toListed(pkg, findAuthor(db, pkg.authorId)?.name ?? '', versions));
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
