import { cp, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { startRegistry } from '../../../main/registry/start.ts';
import {
  ask,
  formOf,
  neverProcessed,
  OK_UPLOAD,
  openRegistry,
  TOKEN,
  temporaryFolder,
} from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';
import { serveInTerminal } from '../support/terminal.ts';

const PAGE = 4096;

/** A data folder with versions, one of them waiting, and many mails, so that there are pages to lose. */
async function filledFolder(): Promise<string> {
  const first = await openRegistry({ run: processedAs('content') });
  for (let at = 0; at < 12; at += 1) {
    const body = formOf(OK_UPLOAD, { packageVersion: `2.${at}` });
    await ask(`${first.url}/packages/upload`, { method: 'POST', body });
  }
  await first.idle();
  await first.close();
  const again = await openRegistry({ dataDir: first.dataDir, run: neverProcessed });
  const waiting = formOf(OK_UPLOAD, { packageVersion: '3.0' });
  await ask(`${again.url}/packages/upload`, { method: 'POST', body: waiting });
  await again.close();
  return first.dataDir;
}

async function filesIn(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** The same every time: a test that fails must fail again. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

type Spoil = (path: string, roll: (limit: number) => number) => Promise<void>;
const SPOILS: readonly (readonly [string, Spoil])[] = [
  ['a page of zeros', async (path, roll) => rewrite(path, (db) => zeroPage(db, roll))],
  ['a damaged header', async (path, roll) => rewrite(path, (db) => db.writeUInt32LE(roll(2 ** 31), roll(96)))],
  ['bytes turned over', async (path, roll) => rewrite(path, (db) => flip(db, roll, 40))],
  ['cut short', async (path, roll) => truncate(path, roll((await readFile(path)).length))],
  ['no database at all', async (path) => writeFile(path, 'This was a database once, and is a text now.'.repeat(200))],
];

async function rewrite(path: string, change: (db: Buffer) => unknown): Promise<void> {
  const db = await readFile(path);
  change(db);
  await writeFile(path, db);
}
function zeroPage(db: Buffer, roll: (limit: number) => number): void {
  const at = roll(db.length / PAGE) * PAGE;
  db.fill(0, at, at + PAGE);
}
function flip(db: Buffer, roll: (limit: number) => number, times: number): void {
  for (let left = times; left > 0; left -= 1) {
    const at = roll(db.length);
    db[at] = (db[at] ?? 0) ^ (1 << roll(8));
  }
}

test('however its database is damaged, the registry starts, says so, and loses no file', {
  timeout: 120_000,
}, async () => {
  const source = await filledFolder();
  const before = (await filesIn(source)).filter((name) => /\.(zip|xpkg)$/.test(name)).toSorted();
  let salvaged = 0;
  for (let round = 0; round < 25; round += 1) {
    const [what, spoil] = SPOILS[round % SPOILS.length] ?? SPOILS[0]!;
    const dataDir = await temporaryFolder();
    await cp(source, dataDir, { recursive: true });
    await spoil(join(dataDir, 'registry.db'), dice(round + 1));
    const said: unknown[] = [];
    const registry = await startRegistry({ dataDir, run: neverProcessed, onError: (error) => said.push(error) });
    try {
      expect([what, round, (await ask(`${registry.url}/packages`, { token: null })).status]).toEqual([
        what,
        round,
        200,
      ]);
      const after = (await filesIn(dataDir)).filter((name) => /\.(zip|xpkg)$/.test(name)).toSorted();
      expect([what, round, after]).toEqual([what, round, before]);
      const isAside = (await readdir(dataDir)).some((name) => name.startsWith('damaged-'));
      expect([what, round, said.length]).toEqual([what, round, isAside ? 1 : 0]);
      if (isAside) expect(String(said[0])).toMatch(/damaged.*set aside/s);
      if (isAside && (await ask(`${registry.url}/account/packages`)).text.includes('"packageVersion":"2.'))
        salvaged += 1;
    } finally {
      await registry.close();
    }
  }
  expect(salvaged).toBeGreaterThan(3);
});

/** Turns a letter of every entry of the index that finds a version by its package and number. */
async function spoilIndex(path: string): Promise<void> {
  const database = new DatabaseSync(path);
  const found = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_versions_1'").get();
  database.close();
  const from = (Number(found?.rootpage) - 1) * PAGE;
  await rewrite(path, (db) => {
    const page = db.subarray(from, from + PAGE);
    for (let at = page.indexOf('example'); at >= 0; at = page.indexOf('example', at)) page[at] = 0x66;
  });
}

test('a damaged index takes no file of the rows that it no longer finds', async () => {
  const dataDir = await filledFolder();
  const before = (await filesIn(dataDir)).filter((name) => /\.(zip|xpkg)$/.test(name)).toSorted();
  await spoilIndex(join(dataDir, 'registry.db'));
  const said: unknown[] = [];
  const registry = await startRegistry({ dataDir, run: neverProcessed, onError: (error) => said.push(error) });
  try {
    expect((await filesIn(dataDir)).filter((name) => /\.(zip|xpkg)$/.test(name)).toSorted()).toEqual(before);
    expect((await ask(`${registry.url}/account/packages`)).text).toContain('"packageVersion":"3.0.0"');
    expect(String(said[0])).toMatch(/damaged/);
  } finally {
    await registry.close();
  }
});

test('in a terminal a damaged database is a sentence and never a stack trace', async () => {
  const dataDir = await filledFolder();
  await rewrite(join(dataDir, 'registry.db'), (db) => db.fill(0x41, PAGE, 3 * PAGE));
  const terminal = serveInTerminal('--data', dataDir, '--json');
  expect(await terminal.firstLine()).toContain('"url"');
  terminal.child.kill('SIGTERM');
  const { code, err } = await terminal.ended;
  expect([code, err]).toEqual([0, expect.stringMatching(/^The registry's database was damaged/)]);
  expect(err).not.toMatch(/^\s+at /m);
  expect(err).not.toContain(TOKEN);
});
