import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundledPackages, noticesText } from '../../assets/make-notices.ts';

const packages = bundledPackages();
const names = packages.map(({ name }) => name);

test('what the app is made of is named, down to what its packages need', () => {
  for (const name of ['react', 'zod', 'got', 'fastify', 'zip-stream', 'compress-commons', 'ajv'])
    expect(names).toContain(name);
  for (const name of ['vitest', 'typescript', 'playwright-core', 'electron-builder']) expect(names).not.toContain(name);
});

test('every package has a licence that lets us ship it', () => {
  const strange = packages.filter(
    ({ licence }) =>
      !/^\(?(MIT|MIT-0|ISC|BSD-[23]-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0|\s|OR|AND)+\)?$/.test(
        licence,
      ),
  );
  expect(strange.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
});

test('the notices hold each licence text, and nearly every package has one', () => {
  const text = noticesText(packages);
  for (const { name, version } of packages) expect(text).toContain(`${name} ${version} (`);
  expect(packages.filter((one) => one.text === '').length).toBeLessThan(packages.length / 10);
});

test('whatever the page imports is on the list', () => {
  const own = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const page = Object.keys(own.devDependencies).filter((name) =>
    /^(@mantine|@tanstack|react|react-dom|zustand|lucide|recharts)/.test(name),
  );
  expect(page.filter((name) => !names.includes(name))).toEqual([]);
});
