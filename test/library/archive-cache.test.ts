import { existsSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openArchiveCache } from '../../main/library/index.ts';
import { DEFAULT_SETTINGS } from '../../main/settings/preferences.ts';
import { tempFolder } from '../temp-folder.ts';

test('a cache limit of nothing takes no archive that a release is about to take', async () => {
  const cache = openArchiveCache(tempFolder(), () => Date.now());
  const path = cache.pathOf('addon-1');
  writeFileSync(path, 'an archive');
  const letGo = cache.hold('addon-1');
  const nothing = { ...DEFAULT_SETTINGS, cacheLimitBytes: 0 };
  await cache.prune(nothing);
  await cache.clear();
  expect(existsSync(path)).toBe(true);
  letGo();
  await cache.prune(nothing);
  expect(existsSync(path)).toBe(false);
});
