import { expect, test } from 'vitest';
import { gaveUp, versionDiffers, versionVanished } from '../../../main/publish/machine/faults.ts';
import { archiveFault, buildFailed, journalFailed, noAddon, unexpected } from '../../../main/publish/runner/faults.ts';
import type { AppError } from '../../../preload/contract.ts';

function withCode(code: string, message = 'no room') {
  return Object.assign(new Error(message), { code });
}

const FAULTS: readonly (readonly [error: AppError, code: string, retry: AppError['retry'], says: RegExp])[] = [
  [archiveFault('gone'), 'archive_gone', 'rebuild', /is gone\.$/],
  [archiveFault('changed'), 'archive_changed', 'rebuild', /its bytes have changed since\.$/],
  [archiveFault('unreadable'), 'archive_unreadable', 'rebuild', /cannot be read\.$/],
  [noAddon(), 'unknown_addon', undefined, /not in the Hangar\.$/],
  [journalFailed(withCode('ENOSPC')), 'disk_full', 'repeat', /disk is full.*did not do it\.$/],
  [journalFailed(withCode('EDQUOT')), 'disk_full', 'repeat', /disk is full/],
  [journalFailed(new Error('database or disk is full')), 'disk_full', 'repeat', /disk is full/],
  [journalFailed(withCode('EIO', 'read error..')), 'journal_failed', 'repeat', /did not do it: .*\(EIO\)\.$/],
  [journalFailed(new Error('read error..')), 'journal_failed', 'repeat', /did not do it: read error\.$/],
  [journalFailed('a word'), 'journal_failed', 'repeat', /: a word\.$/],
  [buildFailed(withCode('ENOSPC')), 'disk_full', 'rebuild', /could not be built\.$/],
  [buildFailed(new Error('odd')), 'build_failed', 'rebuild', /could not be built: odd\.$/],
  [unexpected(new Error('a bug')), 'internal', 'repeat', /inside Loadmaster: a bug\.$/],
  [gaveUp(undefined), 'gave_up', 'repeat', /after several tries\.$/],
  [gaveUp({ code: 'x', message: 'Nothing answers.' }), 'gave_up', 'repeat', /tries: Nothing answers\.$/],
  [versionDiffers(['access', 'platforms']), 'version_differs', 'new-version', /access, platforms differ\.$/],
  [versionVanished(), 'version_vanished', 'repeat', /does not have it\.$/],
];

test.each(FAULTS)('%j', (error, code, retry, says) => {
  expect(error).toMatchObject({ code, hint: expect.stringMatching(/^[A-Z].+\.$/) });
  expect(error.retry).toBe(retry);
  expect(error.message).toMatch(says);
});

test('a full disk and a broken one are mended in different ways', () => {
  expect(journalFailed(withCode('ENOSPC')).hint).toContain('Free some space');
  expect(journalFailed(new Error('no')).hint).toContain('can be written');
});

test('a builder may say everything itself', () => {
  const said = { code: 'missing_part', message: 'The project names a file that is not there.' };
  expect(buildFailed(Object.assign(new Error('outer'), { error: said }))).toBe(said);
  expect(buildFailed(said)).toBe(said);
  expect(buildFailed({ code: 1, message: 'no' }).code).toBe('build_failed');
  expect(buildFailed({ code: 'x' }).code).toBe('build_failed');
  expect(buildFailed(null).code).toBe('build_failed');
  expect(buildFailed(withCode('ENOENT')).code).toBe('build_failed');
});
