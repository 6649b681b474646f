import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ADDONS = 50;

/** One folder of so many files, and fifty names for it: each add-on reads and watches all of it. Answers the data folder. */
export function fillHangar(folder: string, files: number): string {
  const template = join(folder, 'template');
  for (let part = 0; part < files / 100; part += 1) {
    const inside = join(template, `part ${part}`);
    mkdirSync(inside, { recursive: true });
    for (let file = 0; file < 100; file += 1) writeFileSync(join(inside, `object ${file}.obj`), `${part} ${file}`);
  }
  writeFileSync(join(template, 'library.txt'), 'A\n800\nLIBRARY\n');
  const addons = Array.from({ length: ADDONS }, (_, at) => {
    const path = join(folder, `Library ${at}`);
    symlinkSync(template, path, 'junction');
    return { id: `library-${at}`, folder: path, lastPublished: null };
  });
  const data = join(folder, 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ addons, settings: { startRegistryAtLaunch: false } }));
  return data;
}
