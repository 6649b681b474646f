import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDepot } from '../../../../main/destinations/depot/doctor/doctor.ts';
import { inWords } from '../../../../preload/messages/index.ts';
import { tempFolder } from '../../../temp-folder.ts';

test('every finding of a depot says what, why and what to do in German too', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'skunkcrafts_updater.cfg'), 'module|nowhere\nlocked|true\nbroken\n');
  writeFileSync(join(folder, 'skunkcrafts_updater_whitelist.txt'), 'a/../b|1\ngone.obj|0xFF\nplane.acf|12\n');
  const { findings } = await checkDepot(folder, { signal: new AbortController().signal });
  expect(findings.length).toBeGreaterThan(8);
  for (const { rule, message, why, help, said } of findings) {
    const german = [said.message, said.why, said.help].map((one) => inWords(one, 'de'));
    expect([message, why, help], rule).toEqual([said.message, said.why, said.help].map((one) => inWords(one)));
    expect(
      german.filter((sentence) => [message, why, help].includes(sentence)),
      rule,
    ).toEqual([]);
  }
  const path = findings.find(({ rule }) => rule === 'depot_bad_path');
  expect(path && inWords(path.said.message, 'de')).toContain('enthält einen leeren Teil');
});
