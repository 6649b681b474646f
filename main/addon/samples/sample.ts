import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SampleKind } from '../../../preload/contract/addons.ts';
import type { SampleFiles } from './sample-files.ts';

export interface CreatedSample {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

export class SampleFolderInUse extends Error {
  readonly code = 'folder_in_use';
  constructor(folder: string) {
    super(`${folder} is not empty. A sample is only made in a new or empty folder.`);
  }
}

/** Names for the folder a sample is put in, as an author would call it. */
export const SAMPLE_NAMES: Readonly<Record<SampleKind, string>> = {
  aircraft: 'LT-1 Trainer',
  scenery: 'LOXQ Sample Airfield',
  library: 'Apron Library',
  plugin: 'Fuel Plan',
  livery: 'Blue Line',
  flywithlua: 'Wind Hint',
  mess: 'Old Crate',
};

/** Writes a sample add-on into `folder`, which must be empty or not there yet. The same kind always gives the same bytes. */
export async function createSample(kind: SampleKind, folder: string): Promise<CreatedSample> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new SampleFolderInUse(folder);
  const files = await filesOf(kind);
  let bytes = 0;
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    bytes += Buffer.byteLength(content);
  }
  const difficult = kind === 'mess' ? await (await import('./mess.ts')).addDifficultNames(folder) : [];
  return { folder, files: files.size + difficult.length, bytes };
}

/** Loaded only when a sample is wanted: most authors never ask for one. */
async function filesOf(kind: SampleKind): Promise<SampleFiles> {
  switch (kind) {
    case 'aircraft':
      return (await import('./aircraft.ts')).aircraftSample();
    case 'scenery':
      return (await import('./scenery.ts')).scenerySample();
    case 'plugin':
      return (await import('./plugin.ts')).pluginSample();
    case 'library':
      return (await import('./small.ts')).librarySample();
    case 'livery':
      return (await import('./small.ts')).liverySample();
    case 'flywithlua':
      return (await import('./small.ts')).luaSample();
    case 'mess':
      return (await import('./mess.ts')).messSample();
  }
}
