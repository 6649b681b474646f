import { expect, test } from 'vitest';
import { contentFaults, LARGEST } from './contents.ts';

const GOOD = [
  'package.json',
  'out/main/index.js',
  'out/main/chunks/worker-a1.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'assets/icons/256x256.png',
];

test('what should be shipped has no fault', () => expect(contentFaults(GOOD, LARGEST)).toEqual([]));

test.each([
  'main/app/open-app.ts',
  'out/main/index.js.map',
  'node_modules/got/package.json',
  'out/node_modules/got/index.js',
  'test/e2e/run.js',
  'out/renderer/app.test.js',
  'docs/security.md',
  'electron-builder.yml',
  'vite.config.js',
])('%s is a fault', (path) => expect(contentFaults([...GOOD, path], 1)).not.toEqual([]));

test.each(GOOD.filter((path) => !path.includes('worker')))('an archive without %s is a fault', (path) => {
  expect(
    contentFaults(
      GOOD.filter((other) => other !== path),
      1,
    ),
  ).toEqual([`missing: ${path}`]);
});

test('an archive that has grown too large is a fault', () => expect(contentFaults(GOOD, LARGEST + 1)).toHaveLength(1));
