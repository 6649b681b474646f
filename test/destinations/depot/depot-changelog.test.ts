import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDepotDestination } from '../../../main/destinations/depot/depot-destination.ts';
import type { PublishedState } from '../../../main/destinations/destination.ts';
import type { DepotSettings } from '../../../main/destinations/settings.ts';
import { changelogSections } from '../../../main/notes/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { memoryOfPlaces, placesIn, releaseOf } from '../memory.ts';
import { official, UserFiles } from './readers.ts';

const signal = new AbortController().signal;

interface Told {
  readonly standing: PublishedState;
  readonly rules: readonly string[];
}

function depotIn(base: string) {
  const folder = join(base, 'depot');
  mkdirSync(folder);
  const settings: DepotSettings = {
    kind: 'skunkcrafts',
    name: 'depot',
    url: 'https://depot.example/',
    place: { carrier: 'folder', path: folder },
  };
  return {
    folder,
    file: (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined),
    async publish(version: string, notes: string, files: Readonly<Record<string, string>>): Promise<Told> {
      const release = releaseOf(version, files, { notes });
      const depot = await openDepotDestination(release, settings, {
        ...{ base, published: memoryOfPlaces(), ...placesIn(base) },
      });
      const { findings } = await depot.plan({ signal });
      if ((await depot.ask({ signal })).is !== 'published') {
        await depot.stage({ signal });
        await depot.flip({ signal }, []);
      }
      const standing = await depot.ask({ signal });
      await depot.dispose();
      return { standing, rules: findings.map(({ rule }) => rule).filter((rule) => rule === 'depot_changelog') };
    },
  };
}

const FILES = { 'plane.acf': 'an aircraft' };

test('a depot has a change log made of the notes of its versions, newest first, and updaters fetch it', async () => {
  const depot = depotIn(tempFolder());
  await depot.publish('1.0.0', '- First', FILES);
  await depot.publish('1.1.0', '# Faster\n\nIt is **faster**.\n\n```\n# not a heading\n```\n', FILES);
  const { standing } = await depot.publish('1.2.0', 'New\n---\n\n- a cockpit', FILES);
  expect(standing).toEqual({ is: 'published' });
  const sections = changelogSections(depot.file('CHANGELOG.txt') ?? '');
  expect(sections.map(({ version }) => version)).toEqual(['1.2.0', '1.1.0', '1.0.0']);
  expect(sections[1]?.body).toBe('### Faster\n\nIt is **faster**.\n\n```\n# not a heading\n```');
  expect(sections[2]?.body).toBe('- First');
  const user = new UserFiles(false);
  const get = (path: string) => {
    const text = depot.file(path);
    return text === undefined ? undefined : Buffer.from(text);
  };
  official({ get }, { files: user, version: '0.9' });
  expect(Buffer.from(user.get('CHANGELOG.txt') ?? []).toString()).toBe(depot.file('CHANGELOG.txt'));
});

test('what users of a version were told stays when the same version is released again with other notes or none', async () => {
  const depot = depotIn(tempFolder());
  await depot.publish('1.0.0', '- First', FILES);
  const before = depot.file('CHANGELOG.txt');
  for (const notes of ['- Other', '']) {
    expect((await depot.publish('1.0.0', notes, FILES)).standing).toEqual({ is: 'published' });
    expect(depot.file('CHANGELOG.txt')).toBe(before);
  }
  // Without notes the next version keeps what is told of the earlier ones.
  await depot.publish('1.1.0', '', FILES);
  expect(depot.file('CHANGELOG.txt')).toBe(before);
  expect(depot.file('skunkcrafts_updater_whitelist.txt')).toContain('CHANGELOG.txt|');
});

test("an author's own change log is never changed; one that is silent about the version is told", async () => {
  const depot = depotIn(tempFolder());
  const own = '## 1.0.0\n- First\n';
  expect((await depot.publish('1.0.0', '- Other words', { ...FILES, 'changelog.md': own })).rules).toEqual([]);
  expect((await depot.publish('1.1.0', '- Faster', { ...FILES, 'changelog.md': own })).rules).toEqual([
    'depot_changelog',
  ]);
  expect([depot.file('changelog.md'), depot.file('CHANGELOG.txt')]).toEqual([own, undefined]);
  const unreleased = `## Unreleased\n- Faster\n\n${own}`;
  expect((await depot.publish('1.2.0', '- Faster', { ...FILES, 'changelog.md': unreleased })).rules).toEqual([]);
});

test('a foreign file of that name, or notes that are no text, end in a depot that is whole', async () => {
  const depot = depotIn(tempFolder());
  writeFileSync(join(depot.folder, 'CHANGELOG.txt'), Buffer.alloc(2 * 1024 * 1024, 'x '));
  expect(await depot.publish('1.0.0', '- First', FILES)).toEqual({ standing: { is: 'published' }, rules: [] });
  expect(depot.file('CHANGELOG.txt')).toBe('# Changelog\n\n## 1.0.0\n\n- First\n');
  const told = await depot.publish('1.1.0', 'x'.repeat(5000), FILES);
  expect(told).toEqual({ standing: { is: 'published' }, rules: ['depot_changelog'] });
  expect(depot.file('CHANGELOG.txt')).toBe('# Changelog\n\n## 1.0.0\n\n- First\n');
});
