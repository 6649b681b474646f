import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPOT_FILES, depotFileUrl, readDepotRows, splitDepotText } from '../../../protocol/index.ts';
import { startNginx } from '../../destinations/peers/nginx.ts';
import { missing } from '../../destinations/peers/peer.ts';
import { median } from '../section.ts';
import { builtProgram } from './built.ts';
import type { Done } from './release.ts';
import { run, runTask } from './run.ts';
import { makeTree, pack } from './tree.ts';

export interface Checked {
  readonly rows: number;
  readonly megabytes: number;
  readonly doctorMs: number;
  readonly curlMs: number;
  /** Of Node's own HTTP with as many at once, that looks at nothing it gets. */
  readonly bareMs: number;
  readonly work: string;
}

const AT_ONCE = 8;

/** The depot doctor beside curl, which fetches the same files from the same nginx with as many at once. */
export async function measureDoctor(
  base: string,
  { rows, megabytes, runs }: { readonly rows: number; readonly megabytes: number; readonly runs: number },
): Promise<Checked | undefined> {
  if (missing('nginx', 'curl') !== undefined) return undefined;
  const folder = join(base, 'checked');
  const dataFolder = join(base, 'data');
  for (const one of [folder, dataFolder]) mkdirSync(one, { recursive: true });
  const nginx = await startNginx(join(base, 'nginx'), folder);
  try {
    const root = join(base, 'rows');
    makeTree(root, rows, megabytes * 1e6);
    const packed = await pack(root, join(base, 'rows.zip'));
    const url = `http://127.0.0.1:${nginx.port}/`;
    const settings = { kind: 'skunkcrafts' as const, name: 'place', url };
    const place = { carrier: 'folder' as const, path: folder };
    const journal = join(base, 'rows.db');
    const task = { ...packed, version: '1.0.0', journal, dataFolder, secret: undefined, planOnly: false };
    await runTask(base, { ...task, settings: { ...settings, place } });
    const list = splitDepotText(readFileSync(join(folder, DEPOT_FILES.whitelist), 'utf8')).lines;
    const urls = readDepotRows(list, 'crc').rows.map(({ path }) => depotFileUrl(url, path));
    const config = join(base, 'curl.conf');
    writeFileSync(config, urls.map((one) => `url = "${one}"\noutput = /dev/null\n`).join(''));
    const listed = join(base, 'urls');
    writeFileSync(listed, urls.join('\n'));
    const curl = ['curl', '--silent', '--show-error', '--fail', '--parallel', '--parallel-max', String(AT_ONCE)];
    const seen = { doctor: [] as number[], curl: [] as number[], bare: [] as number[] };
    let work = '';
    for (let round = 0; round <= runs; round++) {
      const checked = await run(base, [process.execPath, builtProgram(base, 'check'), url]);
      const fetched = await run(base, [...curl, '--config', config]);
      const bare = await run(base, [process.execPath, builtProgram(base, 'bare'), listed, String(AT_ONCE)]);
      // The first of each fills the caches.
      if (round === 0) continue;
      const done = JSON.parse(checked.output) as Done;
      work = done.work;
      seen.doctor.push(done.ms);
      seen.curl.push(fetched.ms);
      seen.bare.push((JSON.parse(bare.output) as Done).ms);
    }
    const [doctorMs, curlMs, bareMs] = [median(seen.doctor), median(seen.curl), median(seen.bare)];
    return { rows, megabytes, doctorMs, curlMs, bareMs, work };
  } finally {
    await nginx.kill();
  }
}
