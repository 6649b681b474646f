import { createWriteStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { scanAddon } from '../../../main/addon/index.ts';
import { buildArchive, planArchive } from '../../../main/archive/index.ts';

// One run of one packer in a process of its own, so that its memory and CPU are its own: node run.ts HOW FOLDER OUT [PREVIOUS]

async function packWithLoadmaster(folder: string, out: string, previous: string | undefined): Promise<void> {
  const { entries, folders } = await scanAddon(folder);
  const outcome = planArchive({ root: folder, entries, folders, packageId: 'author.thing' });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  await buildArchive(outcome.plan, previous === undefined ? { out } : { out, previous });
}

async function packWithArchiver(folder: string, out: string): Promise<void> {
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ zlib: { level: 6 } });
  archive.directory(folder, 'author.thing');
  await Promise.all([pipeline(archive, createWriteStream(out)), archive.finalize()]);
}

/** The least any packer has to do: read everything once, write the output once (here: the bytes of an archive at hand). */
function copyOnly(folder: string, out: string, archive: string): void {
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) readFileSync(join(file.parentPath, file.name));
  }
  writeFileSync(out, readFileSync(archive));
}

async function run(how: string | undefined, folder: string, out: string, previous: string | undefined): Promise<void> {
  switch (how) {
    case 'loadmaster':
      return await packWithLoadmaster(folder, out, previous);
    case 'archiver':
      return await packWithArchiver(folder, out);
    case 'copy':
      return copyOnly(folder, out, previous ?? '');
    default:
      throw new Error(`Nobody packs by "${how}".`);
  }
}

const [how, folder = '', out = '', previous] = process.argv.slice(2);
const started = performance.now();
const used = process.cpuUsage();
await run(how, folder, out, previous);
const wallMs = performance.now() - started;
const { user, system } = process.cpuUsage(used);
const rssMB = (process.resourceUsage().maxRSS * 1024) / 1e6;
console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, rssMB }));
