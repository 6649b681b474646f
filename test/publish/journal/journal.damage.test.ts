import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Entry, Journal, journalProblems } from '../../../main/publish/journal/index.ts';
import type { Machine } from '../../../main/publish/machine/index.ts';
import { tempFolder as ownFolder } from '../../temp-folder.ts';
import { AT, machineIn } from '../machine/machines.ts';
import { DRAFT, openWorld } from '../world.ts';
import { damageJournal, overwrite } from './damage.ts';

// A bad sector, a torn write, a file that was cut: whatever is damaged, there is a start, a sentence, and nothing lost
// that was there.

function sha(index: number) {
  return String(index).padStart(64, '0');
}

function entryWith(index: number, machine: Machine): Entry {
  return {
    id: `entry-${index}`,
    kind: 'upload',
    connectionId: 'remote-1',
    addonId: 'addon-1',
    addonName: `Add-on ${index}`,
    addonKind: 'scenery',
    draft: { ...DRAFT, notes: 'What is new. '.repeat(index * 40) },
    level: 6,
    packageId: 'author.package',
    version: `1.0.${index}`,
    machine: { ...machine, archive: machine.archive && { ...machine.archive, sha256: sha(index) } },
    attempts: [],
    fileId: null,
    identity: null,
    createdAt: index,
    updatedAt: AT.now + index,
  };
}

/** A folder as a killed process leaves it: part of the history in the file, the rest in the log. */
function killedInTheMiddle(): string {
  const [folder, work] = [ownFolder(), ownFolder()];
  const path = join(work, 'journal.db');
  const first = new Journal({ path, historyLimit: 100 });
  for (let index = 1; index <= 12; index++) first.write(entryWith(index, machineIn('failed')), 'submitted');
  first.close();
  const second = new Journal({ path, historyLimit: 100 });
  for (let index = 13; index <= 16; index++) second.write(entryWith(index, machineIn('built')), 'built');
  second.write(entryWith(16, machineIn('sending')), 'send-begins');
  for (const name of ['journal.db', 'journal.db-wal']) copyFileSync(join(work, name), join(folder, name));
  second.close();
  mkdirSync(join(folder, 'archives'));
  for (let index = 1; index <= 16; index++) writeFileSync(join(folder, 'archives', `${sha(index)}.zip`), 'bytes');
  return folder;
}

function copyOf(pristine: string): string {
  const folder = ownFolder();
  mkdirSync(join(folder, 'archives'));
  for (const name of readdirSync(pristine, { recursive: true, encoding: 'utf8' })) {
    if (name.includes('.')) copyFileSync(join(pristine, name), join(folder, name));
  }
  return folder;
}

function open(folder: string) {
  return new Journal({ path: join(folder, 'journal.db'), archives: join(folder, 'archives'), historyLimit: 100 });
}

/** Every archive that lies anywhere below the folder, in use or set aside. */
function archivesIn(folder: string): Set<string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Set(names.filter((name) => name.endsWith('.zip')).map((name) => name.slice(-68, -4)));
}

/** Of the file and of its log: the log of a killed process holds the first page of the file too. */
function damageHeaders(folder: string): void {
  overwrite(join(folder, 'journal.db'), 0, Buffer.alloc(100, 0x55));
  overwrite(join(folder, 'journal.db-wal'), 0, Buffer.alloc(4));
}

test('undamaged, all of it is there, the log included', () => {
  const folder = copyOf(killedInTheMiddle());
  const journal = open(folder);
  expect(journal.setAside).toBeUndefined();
  expect(journal.all()).toHaveLength(16);
  expect(journal.get('entry-16')?.machine.state.phase).toBe('sending');
  journal.close();
  expect(readdirSync(folder).sort()).toEqual(['archives', 'journal.db']);
});

test('a damaged header takes nothing with it: file, log and archives are kept together, and every row is read', () => {
  const folder = copyOf(killedInTheMiddle());
  damageHeaders(folder);
  const journal = open(folder);
  expect(journal.all().map(({ id }) => id)).toEqual(Array.from({ length: 16 }, (_, index) => `entry-${index + 1}`));
  expect(journal.get('entry-16')?.machine.state.phase).toBe('sending');
  const { folder: aside = '' } = journal.setAside ?? {};
  expect(readdirSync(aside).sort()).toEqual(['archives', 'journal.db', 'journal.db-wal']);
  expect(statSync(join(aside, 'journal.db-wal')).size).toBeGreaterThan(0);
  expect(archivesIn(aside).size).toBe(16);
  const [problem] = journalProblems(journal);
  expect(problem?.message).toContain('16 submissions could be read');
  expect(problem?.hint).toContain(aside);
  journal.close();
  // The next start is one like any other.
  const again = open(folder);
  expect([again.setAside, again.all().length]).toEqual([undefined, 16]);
  again.close();
});

test('what was packed when the last readable state was written is asked about before it is sent', () => {
  const folder = copyOf(killedInTheMiddle());
  damageHeaders(folder);
  const journal = open(folder);
  expect(journal.get('entry-14')?.machine).toMatchObject({
    state: { phase: 'uncertain' },
    memory: { doubt: true, claim: AT.now + 14 },
  });
  journal.close();
});

test('a log with a damaged frame before its end is noticed: SQLite would forget what follows', () => {
  const folder = copyOf(killedInTheMiddle());
  overwrite(join(folder, 'journal.db-wal'), 32 + 24 + 4000, Buffer.alloc(40, 0x55));
  const journal = open(folder);
  expect(journal.setAside).not.toBeUndefined();
  expect(journal.get('entry-16')?.machine.state.phase).toBe('sending');
  journal.close();
});

test('200 random damages: always a start and a sentence, and no archive that a row named is lost', async () => {
  const pristine = killedInTheMiddle();
  let seed = 20_261_128;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  let [setAside, salvaged] = [0, 0];
  for (let round = 0; round < 200; round++) {
    const folder = copyOf(pristine);
    damageJournal(folder, round, random);
    const world = await openWorld({ baseUrl: 'http://127.0.0.1:9', folder });
    const found = await world.publisher.list({ limit: 100 });
    const read = found.ok ? found.value.length : 0;
    if (world.publisher.problems.length > 0) setAside++;
    // A log that was cut looks like one that was never longer.
    else if (round % 5 !== 3) expect([round, read]).toEqual([round, 16]);
    salvaged += read;
    await world.publisher.close();
    expect([round, archivesIn(folder).size]).toEqual([round, 16]);
    expect(existsSync(join(folder, 'journal.db'))).toBe(true);
  }
  expect(setAside).toBeGreaterThan(100);
  // On average hardly a row is lost.
  expect(salvaged / 200).toBeGreaterThan(13);
}, 120_000);
