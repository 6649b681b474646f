import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { makeFolder } from '../../make-folder.ts';

/** One folder for all tests of a describe block, for servers that are started once. */
export function sharedFolder(): { path(): string } {
  let folder = '';
  beforeAll(() => {
    folder = makeFolder('peer');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { path: () => folder };
}
