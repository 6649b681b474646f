import { existsSync, readFileSync, rmSync, watchFile, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One process a data folder. A second one knocks: it writes beside the lock of the first, which looks for that. */
export function singleInstance(folder: string, onSecond: () => void): boolean {
  const lock = join(folder, 'standin.lock');
  const knock = join(folder, 'standin.knock');
  if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) {
    writeFileSync(knock, String(process.pid));
    return false;
  }
  try {
    writeFileSync(lock, String(process.pid));
  } catch {
    // Electron cannot tell a folder that may not be written from one that somebody holds.
    return false;
  }
  // Looked at, not watched: a machine has only so many watchers, and the app under test may want them.
  watchFile(knock, { interval: 100, persistent: false }, () => {
    if (!existsSync(knock)) return;
    rmSync(knock, { force: true });
    onSecond();
  });
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
