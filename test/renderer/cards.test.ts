import { expect, test } from 'vitest';
import { holdsWords } from '../../renderer/format/holds-words.ts';
import { isPublishDue } from '../../renderer/submissions/published.ts';
import { makeAddon } from './fake/addons.ts';

test('the filter finds a name by both of its spellings, and by its words in any order', () => {
  const name = 'Bücker Bü 131 D:/Add-ons/Bücker';
  for (const typed of ['Bücker', 'bucker', 'BÜ 131', '131 bücker', ''])
    expect([typed, holdsWords(name, typed)]).toEqual([typed, true]);
  expect(holdsWords(name, 'bucher')).toBe(false);
  expect(holdsWords('日本の飛行機', '飛行機')).toBe(true);
});

test('publishing is asked for where users do not have what is in the folder, and nowhere else', () => {
  const addon = makeAddon({ id: 'velis' });
  const published = { connectionId: 'local', version: '1.0.0', status: 'processed', at: 0 };
  const since = { since: '1.0.0', added: 0, changed: 0, removed: 0 };
  const due = (more: object) => isPublishDue({ ...addon, lastPublished: published, changedSince: since, ...more });
  expect(due({ lastPublished: null, changedSince: null })).toBe(true);
  expect(due({})).toBe(false);
  expect(due({ changedSince: { ...since, removed: 1 } })).toBe(true);
  expect(due({ lastPublished: { ...published, status: 'failed_internal' } })).toBe(true);
});
