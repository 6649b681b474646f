import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DEPOT_FILES, writeDepotCfg, writeDepotConfig, writeDepotLists } from '../../../protocol/index.ts';

export const SAMPLE_CFG = {
  name: 'Sample',
  version: '1.0.0',
  module: 'https://depot.example/sample/',
  locked: false,
  disabled: false,
  liveries: false,
};

export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  'Sample.acf': 'an aircraft',
  'objects/wing left.obj': 'a wing',
  'CHANGELOG.txt': 'new',
  'prefs.txt': 'colour = red',
};

/** A sound depot on disk, with `prefs.txt` as a once file. `change` edits its files as texts before they are written; undefined leaves one out. */
export async function writeSampleDepot(
  folder: string,
  change: (files: Record<string, string | Uint8Array | undefined>) => void = () => {},
  module = SAMPLE_CFG.module,
): Promise<void> {
  const files = Object.entries(SAMPLE_FILES).map(([path, text]) => ({
    path,
    size: Buffer.byteLength(text),
    crc32: crc32(text),
    once: path === 'prefs.txt',
  }));
  const lists = writeDepotLists(files, ['objects/old.obj']);
  const cfg = { ...SAMPLE_CFG, module };
  const all: Record<string, string | Uint8Array | undefined> = {
    ...SAMPLE_FILES,
    [DEPOT_FILES.cfg]: writeDepotCfg(cfg),
    [DEPOT_FILES.config]: writeDepotConfig(cfg),
    [DEPOT_FILES.whitelist]: lists.whitelist,
    [DEPOT_FILES.sizes]: lists.sizes,
    [DEPOT_FILES.blacklist]: lists.blacklist,
    [DEPOT_FILES.once]: lists.once,
    [DEPOT_FILES.ignore]: lists.ignore,
  };
  change(all);
  await rm(folder, { recursive: true, force: true });
  for (const [path, content] of Object.entries(all)) {
    if (content === undefined) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
