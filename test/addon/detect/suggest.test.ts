import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAirportName } from '../../../main/addon/detect/scenery-files.ts';
import { suggestPackageId, suggestPackageName } from '../../../main/addon/detect/suggest.ts';
import { detectAddon, scanAddon } from '../../../main/addon/index.ts';
import { tempFolder } from '../folder.ts';

test('an id ends with a whole word', () => {
  expect(suggestPackageId('Cessna 208 Grand Caravan EX')).toBe('author.cessna-208-grand-caravan');
  expect(suggestPackageId('Global 5000', 'RobertSV NNowakowski')).toBe('robertsv.global-5000');
  expect(suggestPackageId('Supercalifragilisticexpialidocious')).toBe('author.supercalifragilisticexpia');
});

test('who is named too shortly, or not at all, is not the author', () => {
  expect(suggestPackageId('A321neo', 'C')).toBe('author.a321neo');
  expect(suggestPackageId('A321neo', 'N/A', 'Föhn & Söhne')).toBe('fohn-sohne.a321neo');
  expect(suggestPackageId('A321neo', undefined, 'unknown')).toBe('author.a321neo');
});

test('a name that starts with a figure keeps it', () => {
  expect(suggestPackageName('3rd Fighter Wing', 'livery')).toBe('Livery 3rd Fighter Wing');
  expect(suggestPackageName('LERO Rozas Aerodrome (Lugo, Galicia)', 'scenery')).toBe('LERO Rozas Aerodrome');
  expect(suggestPackageName('737-800', 'aircraft')).toBe('Aircraft 737-800');
  expect(suggestPackageName('Los Angeles International Airport Ultra HD', 'scenery')).toBe('Los Angeles International');
});

test('an airport is named once', () => {
  expect(parseAirportName('1 13 1 0 ZSPD ZSPD_Pudong_Intl_Airport\n')).toBe('ZSPD Pudong Intl Airport');
  expect(parseAirportName('1 1906 1 0 LOWI Innsbruck\n')).toBe('LOWI Innsbruck');
  const two = '17 1 0 0 PALH Lake Hood\n1 152 1 0 PANC Anchorage\n';
  expect(parseAirportName(two, 'PANC-Anchorage/Earth nav data/apt.dat')).toBe('PANC Anchorage');
  // Which of two it is nobody can say; the add-on is called like its folder then.
  expect(parseAirportName(two)).toBeUndefined();
  expect(parseAirportName('1 13 0 0 EGZ1 [H] Red Sands\n')).toBe('EGZ1 Red Sands');
});

test('a plugin in a folder that is only called "Plugin" is named after its file, or the folder above', async () => {
  const named = async (files: Readonly<Record<string, string>>, picked: string) =>
    (await detectAddon(await scanAddon(join(tempFolder(files), picked)))).suggested.title;
  expect(await named({ 'Cloud Maker/Plugin/win_x64/clouds.xpl': '' }, 'Cloud Maker/Plugin')).toBe('clouds');
  expect(await named({ 'Cloud Maker/plugin/64/win.xpl': '' }, 'Cloud Maker/plugin')).toBe('Cloud Maker');
  expect(await named({ 'Cloud Maker/release/library.txt': 'A' }, 'Cloud Maker/release')).toBe('Cloud Maker');
  expect(await named({ 'plugins/Plugin/64/win.xpl': '' }, 'plugins/Plugin')).toBe('Plugin');
  expect(await named({ 'clouds/64/win.xpl': '' }, 'clouds')).toBe('clouds');
});
