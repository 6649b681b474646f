import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new, empty folder, for what is no test or outlives one; who makes it removes it. A test takes `tempFolder`. */
export function makeFolder(purpose: string, parent: string = tmpdir()): string {
  return mkdtempSync(join(parent, `loadmaster-${purpose}-`));
}
