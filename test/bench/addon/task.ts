import { appendFileSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { watch } from 'chokidar';
import { openAddon, scanAddon } from '../../../main/addon/index.ts';

// One measurement in a process of its own, so that no run is warmed up or weighed down by another: node task.ts NAME ROOT

interface Measured {
  readonly ms: readonly number[];
  readonly megabytes: number;
  readonly files: number;
}

const TASKS: Readonly<Record<string, (root: string) => Promise<Omit<Measured, 'megabytes'>>>> = {
  async scan(root) {
    const start = performance.now();
    const { entries } = await scanAddon(root);
    return { ms: [performance.now() - start], files: entries.length };
  },
  /** The peer: what Node offers by itself for the same answer. */
  async 'node-walk'(root) {
    const start = performance.now();
    const children = await readdir(root, { recursive: true, withFileTypes: true });
    const files = children.filter((child) => !child.isDirectory()).map((child) => join(child.parentPath, child.name));
    const stats = await Promise.all(files.map((file) => lstat(file, { bigint: true })));
    return { ms: [performance.now() - start], files: stats.length };
  },
  async findings(root) {
    const start = performance.now();
    const session = openAddon({ folder: root, watch: false });
    await session.ready;
    const ms = performance.now() - start;
    await session.close();
    return { ms: [ms], files: session.state.scan.entries.length };
  },
  async watching(root) {
    let told = Promise.withResolvers<void>();
    const watching = Promise.withResolvers<void>();
    const session = openAddon({
      folder: root,
      onChange: ({ kind }, { watch: { state } }) => {
        if (state === 'watching') watching.resolve();
        if (kind === 'entries') told.resolve();
      },
    });
    await watching.promise;
    await session.settled();
    const ms: number[] = [];
    for (let round = 0; round < 15; round++) {
      await setImmediate();
      told = Promise.withResolvers<void>();
      const start = performance.now();
      appendFileSync(join(root, `objects/area_${round}/part_${round}/building_0.png`), 'x');
      await told.promise;
      ms.push(performance.now() - start);
    }
    await session.close();
    return { ms, files: session.state.scan.entries.length };
  },
  /** The peer: the same watcher, handed the whole tree. */
  async chokidar(root) {
    const start = performance.now();
    const watcher = watch(root, { ignoreInitial: true, followSymlinks: false });
    await new Promise<void>((resolve) => {
      watcher.once('ready', resolve);
    });
    const ms = performance.now() - start;
    await watcher.close();
    return { ms: [ms], files: 0 };
  },
};

const [name = '', root = ''] = process.argv.slice(2);
const task = TASKS[name];
if (task === undefined) throw new Error(`no measurement is called ${name}`);
const before = process.resourceUsage().maxRSS;
const measured = await task(root);
const megabytes = (process.resourceUsage().maxRSS - before) / 1024;
process.stdout.write(JSON.stringify({ ...measured, megabytes } satisfies Measured));
