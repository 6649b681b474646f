import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES_IN_A_FOLDER = 100;

/** A library of `files` small files as large sceneries have them: objects that name textures beside them, in folders of a hundred. */
export function makeTree(root: string, files: number): void {
  const exported: string[] = [];
  for (let made = 0, folder = 0; made < files - 2; folder++) {
    const place = `objects/area_${folder % 20}/part_${folder}`;
    mkdirSync(join(root, place), { recursive: true });
    for (let index = 0; index < FILES_IN_A_FOLDER && made < files - 2; index += 2, made += 2) {
      const name = `building_${index}`;
      exported.push(`EXPORT bench/${folder}/${name}.obj ${place}/${name}.obj`);
      writeFileSync(
        join(root, place, `${name}.obj`),
        `I\n800\nOBJ\n\nTEXTURE\t${name}.png\nPOINT_COUNTS\t0\t0\t0\t0\n# ${made}\n`,
      );
      writeFileSync(join(root, place, `${name}.png`), `picture ${made}`);
    }
  }
  writeFileSync(join(root, 'library.txt'), `A\n800\nLIBRARY\n\n${exported.join('\n')}\n`);
  writeFileSync(join(root, 'README.txt'), 'Made for a benchmark.\n');
}
