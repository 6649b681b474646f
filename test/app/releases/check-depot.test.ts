import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../temp-folder.ts';
import { openTestApp, valueIn } from '../open-test-app.ts';

test('a depot is read as its clients read it, and what is wrong comes with why and what to do', async () => {
  const { handlers } = await openTestApp();
  const check = (where: string) => handlers.destinations.checkDepot({ where, listsOnly: false });
  const folder = join(tempFolder(), 'depot');
  expect(await check(folder)).toMatchObject({ ok: false, error: { code: 'folder_missing' } });
  mkdirSync(folder);
  writeFileSync(join(folder, 'skunkcrafts_updater.cfg'), 'module|https://depot.example/\nname|A\nversion|1\n');
  const report = valueIn(await check(folder));
  expect(report).toMatchObject({ depot: folder, name: 'A', version: '1', listed: 0 });
  const [worst] = report.findings;
  expect(worst).toMatchObject({ severity: 'error', rule: 'depot_missing_control' });
  expect([worst?.why, worst?.help].every((text) => text !== undefined && text !== '')).toBe(true);
});
