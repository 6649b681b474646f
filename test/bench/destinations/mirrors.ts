import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../section.ts';
import type { BenchPlace } from './places.ts';
import { type Ran, run, runTask } from './run.ts';
import type { Packed } from './tree.ts';

export interface Timed {
  readonly tool: string;
  readonly firstMs: number;
  readonly changeMs: number;
  readonly firstCpuMs: number;
  readonly peakMb: number;
  /** Of ours, which is not in the times: until Node has read our program. */
  readonly startMs: number | undefined;
}

export const OWN = 'Loadmaster';

/** A first upload and one changed file, by each tool in turn, each time into a folder of its own. */
export async function compareAt(
  place: BenchPlace,
  trees: { readonly first: Packed; readonly changed: Packed },
  { base, runs }: { readonly base: string; readonly runs: number },
): Promise<Timed[]> {
  const tools = [undefined, ...place.tools];
  const seen = new Map<string, { first: Ran & { startMs?: number }; change: Ran }[]>();
  for (let round = 0; round < runs; round++) {
    // In another order each time: none is always the one after the slowest.
    for (const tool of round % 2 === 0 ? tools : tools.toReversed()) {
      const name = `run-${round}-${tools.indexOf(tool)}`;
      const journal = join(base, `${place.name.split(' ')[0]}-${name}.db`);
      const send = async (tree: Packed, version: string): Promise<Ran & { startMs?: number }> => {
        if (tool !== undefined) return run(base, tool.command(tree.root, name), tool.environment);
        const settings = { kind: 'folder' as const, name: 'place', place: place.settings(name) };
        const dataFolder = join(base, 'data');
        const task = { ...tree, version, journal, dataFolder, settings, secret: place.secret, planOnly: false };
        const ran = await runTask(base, task);
        return { ...ran, ms: ran.done.ms, startMs: ran.ms - ran.done.ms };
      };
      mkdirSync(base, { recursive: true });
      const first = await send(trees.first, '1.0.0');
      const change = await send(trees.changed, '1.1.0');
      const key = tool?.name ?? OWN;
      seen.set(key, [...(seen.get(key) ?? []), { first, change }]);
      process.stderr.write(`${place.name}, ${key}: ${first.ms.toFixed(0)} ms, ${change.ms.toFixed(0)} ms\n`);
      await place.clear(name);
    }
  }
  return [...seen].map(([tool, all]) => ({
    tool,
    firstMs: median(all.map(({ first }) => first.ms)),
    changeMs: median(all.map(({ change }) => change.ms)),
    firstCpuMs: median(all.map(({ first }) => first.cpuMs)),
    peakMb: Math.max(...all.map(({ first }) => first.peakMb)),
    startMs: tool === OWN ? median(all.flatMap(({ first }) => first.startMs ?? [])) : undefined,
  }));
}
