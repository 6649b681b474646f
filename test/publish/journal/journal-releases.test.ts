import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journal } from '../../../main/publish/journal/index.ts';
import { makeFolder } from '../../make-folder.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder('journal');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open() {
  return new Journal({ path: join(folder, 'journal.db'), historyLimit: 10 });
}

it('keeps releases, their steps and what was written where', () => {
  let journal = open();
  const release = { id: 'r1', ended: false, record: '{"a":1}' };
  journal.releases.write(release, { destination: 'depot', at: 5, step: 'staging' });
  journal.releases.write({ ...release, ended: true }, { destination: 'depot', at: 6, step: 'done' });
  journal.releases.notePublished('there', [{ path: 'a', crc32: undefined, once: true }]);
  journal.releases.notePublished('there', [{ path: 'a', crc32: 4294967295, once: false }]);
  journal.close();
  journal = open();
  expect(journal.releases.all()).toEqual([{ ...release, ended: true }]);
  expect(journal.releases.steps('r1').map(({ step }) => step)).toEqual(['staging', 'done']);
  expect(journal.releases.publishedPaths('there')).toEqual([{ path: 'a', crc32: 4294967295, once: true }]);
  expect(journal.releases.publishedPaths('elsewhere')).toEqual([]);
  journal.close();
});

it('gives the journal of an earlier Loadmaster the new tables and keeps its rows', () => {
  open().close();
  const database = new DatabaseSync(join(folder, 'journal.db'));
  database.exec('DROP TABLE release_step; DROP TABLE release; DROP TABLE published_path; PRAGMA user_version = 1');
  database.exec(`INSERT INTO submission (id, settled, entry) VALUES ('s1', 1, '{}')`);
  database.close();
  const journal = open();
  expect(journal.unreadable).toBe(1);
  journal.releases.write({ id: 'r1', ended: false, record: '{}' });
  expect(journal.releases.all()).toHaveLength(1);
  journal.close();
});
