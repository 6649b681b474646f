import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { canMeasure } from './served-registry.ts';

// An add-on of very many files, packed by the command in a process of its own.

const FILES = Number(process.env.PACK_FILES ?? 200_000);
const MOST_MB = 400;

test.skipIf(!canMeasure)(
  `pack of ${FILES} files stays below ${MOST_MB} MB, also over the archive of before`,
  async () => {
    const folder = tempFolder();
    const scenery = join(folder, 'Scenery');
    for (let group = 0; group < FILES / 1000; group += 1) {
      const part = join(scenery, 'objects', `part_${group}`);
      mkdirSync(part, { recursive: true });
      for (let at = 0; at < 1000; at += 1) writeFileSync(join(part, `${at}.obj`), `I\n800\nOBJ\n# ${group} ${at}\n`);
    }
    writeFileSync(join(scenery, 'library.txt'), 'A\n800\nLIBRARY\n\nEXPORT lib/a.obj objects/part_0/0.obj\n');
    for (const which of ['first', 'again']) {
      const peak = await peakOf(['pack', scenery, '--id', 'author.scenery', '--out', join(folder, 'a.zip')], folder);
      console.log(`pack of ${FILES} files, ${which}: ${peak} MB at most`);
      expect(peak).toBeLessThan(MOST_MB);
    }
  },
);

/** The most memory a command had, in megabytes, as it says itself at its end. */
async function peakOf(words: readonly string[], data: string): Promise<number> {
  const script = join(import.meta.dirname, '../../main/cli/index.ts');
  const report = join(data, 'peak');
  const watch = `data:text/javascript,${encodeURIComponent(
    `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)));`,
  )}`;
  const child = spawn(process.execPath, ['--import', watch, script, ...words], {
    env: { ...process.env, LOADMASTER_DATA: join(data, 'data') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  return Math.round(Number(readFileSync(report, 'utf8')) / 1024);
}
