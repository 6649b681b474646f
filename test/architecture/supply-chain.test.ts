import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './source-files.ts';

interface Locked {
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly link?: boolean;
}
interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(`${root}${file}`, 'utf8')) as T;
}

const { packages } = read<Lock>('package-lock.json');
const manifest = read<Manifest>('package.json');

test('every package is wanted in one exact version', () => {
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});

test('what a package runs when it is installed was decided on, and only Node itself may', () => {
  const withScripts = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(withScripts.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  expect(Object.entries(manifest.allowScripts).filter(([, may]) => may)).toEqual([['node', true]]);
});

test('every package is locked to its contents', () => {
  const loose = Object.entries(packages).filter(([path, { integrity, link }]) => path !== '' && !link && !integrity);
  expect(loose.map(([path]) => path)).toEqual([]);
});
