import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { processArchive } from '../../../main/registry/processing/process-archive.ts';
import { HOSTILE_NAMES, ODD_NAMES } from './hostile-names.ts';
import { HOSTILE_STRUCTURES, ODD_STRUCTURES } from './hostile-structures.ts';
import { expectTidy, remarkOf, roomFor } from './run-zip.ts';

const ALL = [...HOSTILE_NAMES, ...HOSTILE_STRUCTURES, ...ODD_NAMES, ...ODD_STRUCTURES];

test.each(ALL)('$name: $status', async ({ build, status, says }) => {
  const { folder, input } = roomFor(build());
  const outcome = await processArchive(input);
  expect(outcome).toMatchObject({ status });
  if (says) expect(remarkOf(outcome)).toMatch(says);
  expectTidy(folder, outcome);
});

// The old server unpacked with Info-ZIP's unzip and took any exit status but 0 for a broken archive. Where we refuse
// what it let pass we must say so, and only there.
const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

test.skipIf(!hasUnzip).each(ALL.filter((zip) => !zip.oldServerUnclear))(
  'the same as the old server, or said to differ: $name',
  async ({ build }) => {
    const { folder, input } = roomFor(build());
    const outcome = await processArchive(input);
    const unzip = spawnSync('unzip', ['-qq', '-d', join(folder, 'unzipped'), input.zipPath], { input: '' });
    const differs = outcome.status === 'aborted' && /\(the old server would have accepted it\)$/.test(outcome.reason);
    expect({ unzipAccepts: unzip.status === 0 }).toEqual({ unzipAccepts: outcome.status !== 'aborted' || differs });
  },
);
