import { existsSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One process a data folder. A second one knocks: it writes beside the lock of the first, which watches for that. */
export function singleInstance(folder: string, onSecond: () => void): boolean {
  const lock = join(folder, 'standin.lock');
  const knock = join(folder, 'standin.knock');
  if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) {
    writeFileSync(knock, String(process.pid));
    return false;
  }
  writeFileSync(lock, String(process.pid));
  const watcher = watch(folder, (_kind, name) => {
    if (name !== 'standin.knock' || !existsSync(knock)) return;
    rmSync(knock, { force: true });
    onSecond();
  });
  watcher.unref();
  process.once('exit', () => rmSync(lock, { force: true }));
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
