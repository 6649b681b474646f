import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import type { VersionStatus } from '../../../protocol/index.ts';
import { HOSTILE_NAMES, ODD_NAMES } from '../processing/hostile-names.ts';
import { HOSTILE_STRUCTURES, ODD_STRUCTURES } from '../processing/hostile-structures.ts';
import type { HostileZip } from '../processing/hostile-zip.ts';
import { enginesFor } from './engines.ts';
import { ask, formOf, OK_UPLOAD, openRegistry, TOKEN, vectorSeed } from './local-registry.ts';

export const ALL_HOSTILE: readonly HostileZip[] = [
  ...HOSTILE_NAMES,
  ...HOSTILE_STRUCTURES,
  ...ODD_NAMES,
  ...ODD_STRUCTURES,
];

const ID = 'example.package1';

/** Uploads each to one registry, which has to end each as it should, keep nothing of those it refused, and go on. */
export async function sendHostile(zips: readonly HostileZip[]): Promise<void> {
  const registry = await openRegistry({
    seed: { ...vectorSeed(), packages: [{ packageId: ID, authorId: 'AUTHOR1' }] },
  });
  for (const [at, { build }] of zips.entries()) {
    const body = formOf(OK_UPLOAD, { packageVersion: `1.${at}.0` }, {}, new Uint8Array(build()));
    const { status } = await ask(`${registry.url}/packages/upload`, { method: 'POST', body, token: TOKEN });
    expect(status).toBe(204);
  }
  await registry.idle();
  const { text } = await ask(`${registry.url}/account/packages/${ID}`);
  const { versions } = JSON.parse(text) as { versions: { packageVersion: string; status: VersionStatus }[] };
  const ended = new Map(versions.map(({ packageVersion, status }) => [packageVersion, status]));
  expect(zips.map(({ name }, at) => [name, ended.get(`1.${at}.0`)])).toEqual(
    zips.map(({ name, status }) => [name, status]),
  );
  await registry.close();
  const engines = await enginesFor(registry.dataDir);
  const { db, files, close } = await openStorage(
    { ...engines, dataDir: registry.dataDir, sweeps: false },
    () => undefined,
  );
  try {
    const rows = await db.all<{ hash: string }>(`SELECT DISTINCT hash FROM versions WHERE status = 'processed'`);
    const contents = (await files.listContents()).map(({ name }) => name);
    expect(contents.sort()).toEqual(rows.map(({ hash }) => hash).sort());
    for (const name of contents) {
      const sum = createHash('sha256');
      for await (const bytes of await files.openContent(name)) sum.update(bytes as Buffer);
      expect(sum.digest('hex')).toBe(name);
    }
  } finally {
    await close();
  }
}
