import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDepotDestination } from '../../../main/destinations/depot/depot-destination.ts';
import { checkDepot } from '../../../main/destinations/depot/doctor/doctor.ts';
import type { DepotSettings } from '../../../main/destinations/settings.ts';
import { DEPOT_BETA_CFG } from '../../../protocol/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { call } from '../carriers/contract.ts';
import { memoryOfPlaces, placesIn, releaseOf } from '../memory.ts';
import { SAMPLE_CFG, SAMPLE_FILES, writeSampleDepot } from './sample-depot.ts';

// A depot that somebody made by hand, and its first release by Loadmaster.

async function adopted(betaCfg: string) {
  const path = tempFolder();
  await writeSampleDepot(path, (files) => {
    files[DEPOT_BETA_CFG] = betaCfg;
  });
  const base = tempFolder();
  const settings: DepotSettings = {
    ...{ kind: 'skunkcrafts', name: 'depot', url: SAMPLE_CFG.module, once: ['prefs.txt'] },
    place: { carrier: 'folder', path },
  };
  const deps = { ...placesIn(base), base, published: memoryOfPlaces() };
  const files = { ...SAMPLE_FILES, 'Sample.acf': 'another aircraft' };
  const depot = await openDepotDestination(releaseOf('1.1.0', files), settings, deps);
  onTestFinished(() => depot.dispose());
  await depot.stage(call());
  await depot.flip(call(), []);
  expect(await depot.ask(call())).toEqual({ is: 'published' });
  return { path, beta: readFileSync(join(path, DEPOT_BETA_CFG), 'utf8') };
}

test('testers whom nobody told Loadmaster of stay where they are, and are not locked out', async () => {
  const { path, beta } = await adopted(
    'zone|custom\nmodule|https://depot.example/testers/\nname|Sample\nversion|1.0.0\n',
  );
  expect(beta.split('\n')).toEqual(
    expect.arrayContaining(['module|https://depot.example/testers/', 'version|1.1.0', 'locked|false']),
  );
  const { findings } = await checkDepot(path, call());
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

test('a cfg of testers that leads nowhere is left as it is', async () => {
  const text = 'name|Sample\n';
  expect((await adopted(text)).beta).toBe(text);
});
