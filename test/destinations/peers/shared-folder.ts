import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** One folder for all tests of a describe block, for servers that are started once. */
export function sharedFolder(): { path(): string } {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'loadmaster-peer-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { path: () => folder };
}
