import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Handlers } from '../../../preload/contract.ts';
import { fail, ok } from '../../library/index.ts';

/** The builds that CI made of one plugin become one folder, in the way of `loadmaster gather`. */
export function gatherHandlers(): Pick<Handlers['addons'], 'lookAtBuilds' | 'gather'> {
  return {
    lookAtBuilds: ({ paths, name }) =>
      orRefused(async () => {
        const { planGather, pluginNames } = await import('../../gather/index.ts');
        const places = await planGather(paths, { name, signal: AbortSignal.timeout(LOOK_MS) });
        const names = pluginNames(places);
        const called = (names[0] ?? 'plugin').replace(/\.xpl$/, '');
        return {
          places: places.map((place) => ({ ...place, from: [...place.from] })),
          names,
          out: await freeFolder(dirname(paths[0] ?? ''), called),
        };
      }),
    gather: ({ paths, name, out }) =>
      orRefused(async () => {
        const { gather } = await import('../../gather/index.ts');
        await gather(out, paths, { name, signal: AbortSignal.timeout(LOOK_MS) });
        return { folder: out };
      }),
  };
}

/** Gigabytes of zips on a slow disk take a while; nobody waits longer. */
const LOOK_MS = 300_000;

async function orRefused<T>(work: () => Promise<T>) {
  const { GatherRefused } = await import('../../gather/index.ts');
  try {
    return ok(await work());
  } catch (cause) {
    if (cause instanceof GatherRefused) return fail(cause.error);
    throw cause;
  }
}

async function freeFolder(beside: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = join(beside, number === 1 ? name : `${name} ${number}`);
    if ((await lstat(folder).catch(() => undefined)) === undefined) return folder;
  }
}
