import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFolderCarrier } from '../../../main/destinations/carriers/folder.ts';
import { readDepotLists, readDepotThere } from '../../../main/destinations/depot/depot-there.ts';
import { DEPOT_FILES } from '../../../protocol/index.ts';
import { makeFolder } from '../../make-folder.ts';
import { call } from '../carriers/contract.ts';
import { writeSampleDepot } from './sample-depot.ts';

let folder: string;
beforeEach(async () => {
  folder = makeFolder('depot-lists');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a depot read by its lists alone', () => {
  test('is the one that lies there, without a look into its folders', async () => {
    await writeSampleDepot(folder);
    const carrier = await openFolderCarrier(folder);
    const whole = await readDepotThere(carrier, call());
    const listed = await readDepotLists({ ...without(carrier), visible: carrier.visible }, call());
    expect(listed).toBeDefined();
    expect(listed.there.sums).toEqual(whole.sums);
    expect(new Map([...(listed.there.sizes ?? [])].sort())).toEqual(new Map([...whole.sizes].sort()));
    expect(listed.there.texts).toEqual(whole.texts);
  });

  test.each<[string, (files: Record<string, string | Uint8Array | undefined>) => void]>([
    [
      'one that is locked',
      (files) => edit(files, DEPOT_FILES.cfg, (cfg) => cfg.replace('locked|false', 'locked|true')),
    ],
    ['one without sizes', (files) => delete files[DEPOT_FILES.sizes]],
    ['one whose lists do not agree', (files) => edit(files, DEPOT_FILES.sizes, (text) => text.slice(0, 20))],
    ['a folder without lists', (files) => delete files[DEPOT_FILES.whitelist]],
  ])('is not believed: %s', async (_, change) => {
    await writeSampleDepot(folder, (files) => {
      change(files);
    });
    expect(await readDepotLists(await openFolderCarrier(folder), call())).toMatchObject({ isWhole: false });
  });
});

function edit(
  files: Record<string, string | Uint8Array | undefined>,
  name: string,
  by: (text: string) => string,
): void {
  const before = String(files[name]);
  files[name] = by(before);
  expect(files[name]).not.toBe(before);
}

function without(carrier: Awaited<ReturnType<typeof openFolderCarrier>>) {
  const never = async () => {
    throw new Error('listed');
  };
  return {
    limits: carrier.limits,
    list: never,
    stat: carrier.stat.bind(carrier),
    read: carrier.read.bind(carrier),
    write: never,
    delete: never,
    commit: never,
    dispose: never,
  };
}
