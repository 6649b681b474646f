import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { verifyArchive } from '../../main/archive/index.ts';

const SCRIPT = fileURLToPath(new URL('pack-folder.ts', import.meta.url));

/**
 * Builds the archive in a process that is killed after a random part of the time a build takes, again and again, each
 * build reusing what there is. After every kill the archive is whole or not there at all.
 */
export async function killRepeatedly(
  root: string,
  out: string,
  { times, seed }: { times: number; seed: number },
): Promise<void> {
  const whole = await build(root, out);
  let state = seed;
  for (let round = 0; round < times; round += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    // A little more than a build takes: some are killed at their very end, and some not at all.
    await build(root, out, (whole * 1.1 * state) / 2 ** 32);
    expect((await verifyArchive(out)).findings).toEqual([]);
    // The next build clears away what the killed one left; at most one part of the archive and one of the manifest lie there.
    const left = existsSync(dirname(out)) ? readdirSync(dirname(out)) : [];
    expect(left.filter((name) => name.endsWith('.part')).length).toBeLessThanOrEqual(2);
    expect(left.filter((name) => !name.includes(basename(out)))).toEqual([]);
  }
}

/** Resolves with how long it took. */
async function build(root: string, out: string, killAfterMs?: number): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [SCRIPT, root, out, out], { stdio: ['ignore', 'ignore', 'inherit'] });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(timer);
  expect(signal === 'SIGKILL' ? 0 : code).toBe(0);
  return performance.now() - started;
}
