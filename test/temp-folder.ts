import { rmSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { makeFolder } from './make-folder.ts';

/** A folder of the test's own, gone when the test ends. */
export function tempFolder(): string {
  const folder = makeFolder('test');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
