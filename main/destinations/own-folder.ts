import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder for this process alone. What processes that were killed left of the same kind goes. */
export async function ownFolder(parent: string, kind: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const names = await readdir(parent);
  const left = names.filter((name) => name.startsWith(`${kind}-`) && !isOfALiveProcess(name.slice(kind.length + 1)));
  await Promise.all(left.map((name) => rm(join(parent, name), { recursive: true, force: true })));
  return mkdtemp(join(parent, `${kind}-${process.pid}-`));
}

function isOfALiveProcess(rest: string): boolean {
  const pid = Number(/^(\d+)-/.exec(rest)?.[1] ?? 0);
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // Somebody else's process is alive too.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
