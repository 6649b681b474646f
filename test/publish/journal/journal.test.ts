import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { type Entry, Journal, toSubmission } from '../../../main/publish/journal/index.ts';
import { JournalError } from '../../../main/publish/journal/open-file.ts';
import { newMachine } from '../../../main/publish/machine/index.ts';
import { message } from '../../../preload/messages/index.ts';
import { explainCode } from '../../../protocol/index.ts';
import { machineIn } from '../machine/machines.ts';
import { ADDON, CONNECTION, DRAFT, PACKAGE, tempFolder } from '../world.ts';

function entry(id: string, more: Partial<Entry> = {}): Entry {
  return {
    id,
    kind: 'upload',
    connectionId: CONNECTION,
    addonId: ADDON,
    addonName: 'Add-on one',
    addonKind: 'scenery',
    draft: DRAFT,
    level: 6,
    packageId: PACKAGE,
    version: '1.0.0',
    machine: newMachine(false),
    attempts: [],
    fileId: null,
    identity: null,
    createdAt: 1,
    updatedAt: 2,
    ...more,
  };
}

function open(path: string, historyLimit = 100, maxPages?: number): Journal {
  const journal = new Journal({ path, historyLimit, maxPages });
  onTestFinished(() => {
    try {
      journal.close();
    } catch {
      // Closed by the test.
    }
  });
  return journal;
}

function fault(act: () => unknown) {
  try {
    act();
  } catch (error) {
    return error instanceof JournalError ? error.code : error;
  }
  return 'nothing thrown';
}

test('a journal in which the upload time before a retry has its former name opens, and keeps the new one', async () => {
  const path = join(await tempFolder(), 'journal.db');
  const journal = open(path);
  journal.write(entry('a', { machine: machineIn('uncertain', { route: 'retry', previousUploadAt: 77 }) }), 'submitted');
  journal.close();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE submission SET entry = replace(entry, '"previousUploadAt"', '"stamp"')`);
  expect(database.prepare('SELECT entry FROM submission').get()?.entry).toContain('"stamp":77');
  database.close();
  const memory = open(path).get('a')?.machine.memory;
  expect(memory).toMatchObject({ previousUploadAt: 77 });
  expect(memory).not.toHaveProperty('stamp');
});

const SENT = { number: 1, startedAt: 1, endedAt: 2, route: 'upload', httpStatus: 204, bytesSent: 9 } as const;

test('what attempts came to is kept as data and told in words, also where an older journal has words', async () => {
  const path = join(await tempFolder(), 'journal.db');
  const journal = open(path);
  const attempts = [
    { ...SENT, code: null, said: message('attempt.rateLimited', 2.34) },
    { ...SENT, number: 2, httpStatus: 400, code: 'self_dep' },
  ];
  journal.write(entry('a', { attempts }), 'submitted');
  journal.close();
  const database = new DatabaseSync(path);
  const kept = String(database.prepare('SELECT entry FROM submission').get()?.entry);
  expect(kept).not.toMatch(/outcome|Too many|itself/);
  const old = { ...JSON.parse(kept), attempts: [{ ...SENT, code: null, outcome: 'Received then.' }] };
  database.prepare('UPDATE submission SET entry = ?').run(JSON.stringify(old));
  database.exec('PRAGMA user_version = 2');
  database.close();
  expect(toSubmission(entry('a', { attempts }), undefined).attempts).toMatchObject([
    { outcome: 'Too many requests; the registry asked for 2.3 s.', said: { id: 'attempt.rateLimited', with: [2.34] } },
    { outcome: explainCode('self_dep').sentence },
  ]);
  const again = open(path);
  const read = again.get('a');
  expect(read && toSubmission(read, undefined).attempts).toEqual([{ ...SENT, code: null, outcome: 'Received then.' }]);
  again.close();
  expect(new DatabaseSync(path).prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 });
});

test('what was written is there at the next start, with its story', async () => {
  const path = join(await tempFolder(), 'deep', 'journal.db');
  const journal = open(path);
  journal.write(entry('a'), 'submitted');
  journal.write(entry('b'), 'submitted');
  journal.write(entry('a', { machine: machineIn('sending'), updatedAt: 3 }), 'send-begins');
  journal.close();
  const again = open(path);
  expect(again.all().map(({ id }) => id)).toEqual(['a', 'b']);
  expect(again.get('a')?.machine.state).toEqual({ phase: 'sending', attempt: 1 });
  expect(again.transitions('a')).toEqual([
    { at: 2, event: 'submitted', phase: 'queued' },
    { at: 3, event: 'send-begins', phase: 'sending' },
  ]);
});

test('one process at a time holds it', async () => {
  const path = join(await tempFolder(), 'journal.db');
  const first = open(path);
  expect(fault(() => open(path))).toBe('journal_in_use');
  first.close();
  expect(open(path).all()).toEqual([]);
});

test('a journal of a newer Loadmaster is left alone', async () => {
  const path = join(await tempFolder(), 'journal.db');
  const newer = new DatabaseSync(path);
  newer.exec('PRAGMA user_version = 4');
  newer.close();
  expect(fault(() => open(path))).toBe('journal_newer');
});

test('a damaged journal is set aside, never wiped', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'journal.db');
  writeFileSync(path, 'this is not a database, and long enough to be taken for one'.repeat(50));
  const journal = open(path);
  expect(journal.setAside?.folder).toMatch(/damaged-/);
  expect(readdirSync(journal.setAside?.folder ?? '')).toEqual(['journal.db']);
  journal.write(entry('a'), 'submitted');
});

test('an entry that cannot be read is left where it is, and the others are there', async () => {
  const path = join(await tempFolder(), 'journal.db');
  const journal = open(path);
  journal.write(entry('a'), 'submitted');
  journal.write(entry('b'), 'submitted');
  journal.close();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE submission SET entry = '{"id":"a"}' WHERE id = 'a'`);
  database.close();
  const again = open(path);
  expect(again.unreadable).toBe(1);
  expect(again.all().map(({ id }) => id)).toEqual(['b']);
});

test('a full disk is told before anything is done, and what was there stays', async () => {
  const path = join(await tempFolder(), 'journal.db');
  const journal = open(path, 100, 20);
  journal.write(entry('a'), 'submitted');
  const large = entry('b', { draft: { ...DRAFT, notes: 'x'.repeat(99_000) } });
  expect(() => journal.write(large, 'submitted')).toThrow(/full/);
  expect(journal.get('b')).toBeUndefined();
  journal.close();
  expect(
    open(path)
      .all()
      .map(({ id }) => id),
  ).toEqual(['a']);
});

test('only ended submissions are over the limit, the oldest first', async () => {
  const journal = open(join(await tempFolder(), 'journal.db'), 2);
  for (const id of ['a', 'b', 'c', 'd']) journal.write(entry(id, { machine: machineIn('processed') }), 'told');
  journal.write(entry('e', { machine: machineIn('sending') }), 'send-begins');
  expect(journal.overLimit()).toEqual(['a', 'b']);
  journal.remove(['a', 'b']);
  expect(journal.all().map(({ id }) => id)).toEqual(['c', 'd', 'e']);
  expect(journal.transitions('a')).toEqual([]);
});

test('a folder where the journal should be is a plain error', async () => {
  const path = join(await tempFolder(), 'journal.db');
  mkdirSync(path);
  expect(() => open(path)).toThrow();
});
