import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { openStorage, type StorageSettings } from '../../../main/registry/storage/open-storage.ts';
import { statusInfo, type VersionStatus } from '../../../protocol/index.ts';
import { seededRandom } from '../../seeded-random.ts';
import { craftZip } from '../processing/craft-zip.ts';
import { ask, formOf, OK_UPLOAD, TOKEN, temporaryFolder } from './local-registry.ts';
import { serveInTerminal, type Terminal } from './terminal.ts';

const SEED = 20_261_121;
const ACTIONS = 50;
const START_MS = 60_000;
const ID = 'example.package1';

interface Running {
  readonly terminal: Terminal;
  readonly url: string;
}

async function start(config: string): Promise<Running> {
  const terminal = serveInTerminal('--config', config, '--json');
  const line = await terminal.firstLine();
  if (line === null) throw new Error(`It did not start: ${(await terminal.ended).err}`);
  return { terminal, url: (JSON.parse(line) as { url: string }).url };
}

/** An archive of about 800 kB; one in three has the manifest that makes it fail. */
function archive(next: () => number): Uint8Array<ArrayBuffer> {
  const noise = Buffer.alloc(800_000, Math.floor(next() * 256));
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.floor(next() * 4_294_967_295), at);
  const entries = [{ name: `${ID}/noise.bin`, content: noise, method: 0 }];
  const spoilt = next() < 0.33 ? [{ name: 'manifest.json', content: '{}' }] : [];
  return new Uint8Array(craftZip([...entries, ...spoilt]));
}

/**
 * One registry that is killed at random moments while an author publishes and retries, on whatever engines `settings` name.
 * What was accepted has to be there and to end, and no file outlives it.
 */
export async function surviveKills(place: StorageSettings, settings: Readonly<Record<string, string>>): Promise<void> {
  const folder = await temporaryFolder();
  const seedFile = join(folder, 'seed.json');
  const config = join(folder, 'registry.json');
  const own = { seed: seedFile, 'rate-limits': 'off', processing: 'on' };
  await writeFile(config, JSON.stringify({ ...settings, data: place.dataDir, ...own }), { mode: 0o600 });
  const seed = { authors: [{ authorId: 'AUTHOR1', tokens: [{ token: TOKEN }] }], packages: [{ packageId: ID }] };
  await writeFile(seedFile, JSON.stringify(seed));
  const next = seededRandom(SEED);
  const accepted = new Set<string>();
  const sent: string[] = [];
  let kills = 0;
  let running = await start(config);

  for (let action = 0; action < ACTIONS; action += 1) {
    const retried = next() < 0.4 ? sent[Math.floor(next() * sent.length)] : undefined;
    const version = retried ?? `1.${action}.0`;
    const zip = archive(next);
    const body =
      retried === undefined
        ? formOf(OK_UPLOAD, { packageVersion: version }, {}, zip)
        : formOf({ packageId: ID, packageVersion: version }, {}, {}, zip);
    const route = retried === undefined ? 'upload' : 'retry';
    const killed = next() < 0.28;
    const moment = next() * 60;
    const answer = ask(`${running.url}/packages/${route}`, { method: 'POST', body }).then(
      ({ status }) => status,
      () => null,
    );
    if (retried === undefined) sent.push(version);
    if (killed) {
      await delay(moment);
      running.terminal.child.kill('SIGKILL');
      kills += 1;
    }
    if ((await answer) === 204) accepted.add(version);
    if (!killed) continue;
    await running.terminal.ended;
    running = await start(config);
  }

  const jobs = async () => (JSON.parse((await ask(`${running.url}/local/status`)).text) as { jobs: number }).jobs;
  await expect.poll(jobs, { timeout: START_MS }).toBe(0);
  const versions = await versionsOf(running.url);
  for (const version of accepted) expect([version, versions.get(version)?.terminal]).toEqual([version, true]);
  const sum = [...versions.values()].reduce((total, { size }) => total + size, 0);
  const account = JSON.parse((await ask(`${running.url}/account/data`)).text) as { usedStorage: number };
  expect(account.usedStorage).toBe(sum);
  running.terminal.child.kill('SIGTERM');
  expect((await running.terminal.ended).code).toBe(0);
  await expectNoOrphans(place);
  // The run was worth something: it killed in the middle of things, and things were accepted and failed.
  const statuses = new Set([...versions.values()].map(({ status }) => status));
  expect([kills > 8, accepted.size > 15, statuses.has('processed'), statuses.has('failed_manifest_exists')]).toEqual([
    true,
    true,
    true,
    true,
  ]);
}

interface Seen {
  readonly status: VersionStatus;
  readonly terminal: boolean;
  readonly size: number;
}

async function versionsOf(url: string): Promise<Map<string, Seen>> {
  const { text } = await ask(`${url}/account/packages/${ID}`);
  const { versions } = JSON.parse(text) as {
    versions: { packageVersion: string; status: VersionStatus; size: number }[];
  };
  return new Map(
    versions.map(({ packageVersion, status, size }) => [
      packageVersion,
      { status, terminal: statusInfo(status).terminal, size },
    ]),
  );
}

/** Every file belongs to a row, every row has its file, and every package is what its hash says. */
async function expectNoOrphans(place: StorageSettings): Promise<void> {
  const onDisk = place.database === undefined && place.bucket === undefined;
  // Alone on its disk the last start has swept, and opening it here must not do so before anybody has looked.
  const storage = await openStorage({ ...place, graceMs: 0, sweeps: false }, () => undefined);
  const { db, files } = storage;
  try {
    // With others about, what is to go is condemned by one sweep and removed by the next.
    for (let times = 0; !onDisk && times < 2; times += 1) await storage.sweepNow((work) => work());
    const processed = await db.all<{ hash: string; size: number }>(
      `SELECT hash, size FROM versions WHERE status = 'processed'`,
    );
    const kept = await db.all<{ id: string }>(
      `SELECT id FROM uploads JOIN versions USING (package_id, version) WHERE status <> 'processed'`,
    );
    if (onDisk) expect(await readdir(join(place.dataDir, 'temp'))).toEqual([]);
    const names = async (list: Promise<readonly { name: string }[]>) => (await list).map(({ name }) => name).sort();
    expect(await names(files.listUploads())).toEqual(kept.map(({ id }) => id).sort());
    expect(await names(files.listContents())).toEqual(processed.map(({ hash }) => hash).sort());
    for (const { hash, size } of processed) {
      const bytes = await buffer(await files.openContent(hash));
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([size, hash]);
    }
  } finally {
    await storage.close();
  }
}
