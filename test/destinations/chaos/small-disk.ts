import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own that can be filled up, where this machine lets us have one. */
export function smallDisk(folder: string) {
  mkdirSync(folder, { recursive: true });
  let mounted = false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
    mounted = true;
  } catch {
    console.info('No small disk can be made on this machine: it will not be full.');
  }
  const filler = join(folder, 'filler');
  return {
    /** False where there is no such disk. */
    fill(): boolean {
      if (!mounted) return false;
      try {
        writeFileSync(filler, Buffer.alloc(8 * 1024 * 1024));
      } catch {
        // Full, as it is meant to be.
      }
      return true;
    },
    free: () => rmSync(filler, { force: true }),
    end() {
      if (mounted) execFileSync('umount', ['-l', folder]);
    },
  };
}
