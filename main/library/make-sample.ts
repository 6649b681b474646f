import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleKind } from '../../preload/contract.ts';
import { createSample, SAMPLE_NAMES } from '../addon/index.ts';

/** Makes a sample add-on in a folder of the app's own, each time a new one. */
export async function makeSample(dataFolder: string, kind: SampleKind): Promise<string> {
  const samples = join(dataFolder, 'samples');
  await mkdir(samples, { recursive: true });
  const taken = new Set(await readdir(samples));
  let name = SAMPLE_NAMES[kind];
  for (let number = 2; taken.has(name); number += 1) name = `${SAMPLE_NAMES[kind]} ${number}`;
  const folder = join(samples, name);
  await createSample(kind, folder);
  return folder;
}
