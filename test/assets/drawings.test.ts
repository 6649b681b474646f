import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { AIRCRAFT_OUTLINE } from '../../renderer/drawings/outline.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ASSETS = join(ROOT, 'assets');

test('icon, installers and the header of the README show the aircraft that the screens show', () => {
  const drawings = readdirSync(ASSETS).filter((name) => name.endsWith('.svg'));
  expect(drawings.length).toBeGreaterThan(4);
  const files = [...drawings.map((name) => join(ASSETS, name)), join(ROOT, 'docs', 'header.svg')];
  for (const file of files) expect([file, readFileSync(file, 'utf8').includes(AIRCRAFT_OUTLINE)]).toEqual([file, true]);
});

test('the pictures that the installers name are there, in the sizes they are shown in', () => {
  const { dmg, nsis } = parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8'));
  const sizes = [nsis.installerHeader, nsis.installerSidebar, nsis.uninstallerSidebar].map((path: string) => {
    const bitmap = readFileSync(join(ROOT, path));
    return [bitmap.toString('latin1', 0, 2), bitmap.readInt32LE(18), bitmap.readInt32LE(22), bitmap.readUInt16LE(28)];
  });
  expect(sizes).toEqual([
    ['BM', 150, 57, 24],
    ['BM', 164, 314, 24],
    ['BM', 164, 314, 24],
  ]);
  const picture = readFileSync(join(ROOT, dmg.background));
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([dmg.window.width, dmg.window.height]);
  expect(existsSync(join(ROOT, dmg.background.replace('.png', '@2x.png')))).toBe(true);
});
