import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

// Every user of a machine reads the arguments of every program on it. So each place that starts one is known here, with
// what it is given: no token, password or key is among it. A new place has to be looked at, and added.

const STARTS: Readonly<Record<string, string>> = {
  'main/browser/ensure-built.ts': 'the build script and its name',
  'main/app/open-browser.ts':
    'an https address of a table, one with a ticket that works once and for a minute, or the page of a sign-in, whose secret stays here',
  'main/cli/ci/ci.ts': 'fixed words of git',
  'main/destinations/carriers/git/run-git.ts': 'words and paths; what git needs to log in is in its environment',
  'main/notes/commits.ts': 'words of git and names of tags',
  'main/start.ts': 'paths of the app',
};

/** The names that node:child_process starts programs by, called or imported. */
const START = /\b(?:spawn|spawnSync|exec|execSync|execFile|execFileSync|fork)\(|from 'node:child_process'/;
function starts(text: string): boolean {
  return text.includes("'node:child_process'") && START.test(text);
}

test('a program is started only where it is known what others can read of it', () => {
  const found = sourceFiles.filter((file) => file.startsWith('main/') && starts(readFileSync(root + file, 'utf8')));
  expect(found.toSorted()).toEqual(Object.keys(STARTS).toSorted());
});

test('a place that starts a program is found', () => {
  expect(starts("import { spawn } from 'node:child_process';\nspawn('curl', ['-u', password]);")).toBe(true);
  expect(starts('pattern.exec(text)')).toBe(false);
});
