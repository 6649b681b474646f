import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers below a limit, whole ones. */
export type Below = (limit: number) => number;

export function overwrite(path: string, from: number, bytes: Buffer): void {
  const file = readFileSync(path);
  bytes.copy(file, from);
  writeFileSync(path, file);
}

/** What a bad sector, a torn write or a cut file leaves of a journal, or of its log. `kind` chooses one of five ways. */
export function damageJournal(folder: string, kind: number, below: Below): void {
  const log = join(folder, 'journal.db-wal');
  const path = kind % 3 === 0 && existsSync(log) ? log : join(folder, 'journal.db');
  const { size } = statSync(path);
  if (size === 0) return;
  switch (kind % 5) {
    case 0:
      overwrite(path, 4096 * below(Math.floor(size / 4096)), Buffer.alloc(4096));
      break;
    case 1:
      overwrite(path, below(size), Buffer.from(Array.from({ length: 64 }, () => below(256))));
      break;
    case 2:
      overwrite(path, below(100), Buffer.from([below(256), below(256), below(256)]));
      break;
    case 3:
      truncateSync(path, below(size));
      break;
    default:
      overwrite(path, below(size), Buffer.from([below(256)]));
  }
}
