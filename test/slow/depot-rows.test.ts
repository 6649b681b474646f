import { expect, test } from 'vitest';
import { checkDepot } from '../../main/destinations/depot/doctor/doctor.ts';
import { DEPOT_FILES } from '../../protocol/index.ts';
import { writeSampleDepot } from '../destinations/depot/sample-depot.ts';
import { tempFolder } from '../temp-folder.ts';

// As many rows as a list may have are ten seconds of a processor, and one finding.

const ROWS = 1_000_000;

test('the doctor says of a million wrong rows one thing, once', async () => {
  const folder = tempFolder();
  await writeSampleDepot(folder, (files) => {
    files[DEPOT_FILES.whitelist] = `${Array.from({ length: ROWS }, (_, n) => `../up/${n}|zz`).join('\n')}\n`;
  });
  const { findings } = await checkDepot(folder, { signal: new AbortController().signal });
  const found = findings.find(({ rule }) => rule === 'depot_bad_path');
  expect(found).toMatchObject({ count: ROWS });
  expect(found?.examples).toHaveLength(5);
  expect(JSON.stringify(findings).length).toBeLessThan(20_000);
});
