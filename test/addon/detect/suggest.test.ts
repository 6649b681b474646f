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

test('an id and a name hold no version, no loose end and the author once: they stay for good', () => {
  expect(suggestPackageId('C101 Aviojet v1.2', 'Cortijo')).toBe('cortijo.c101-aviojet');
  expect(suggestPackageName('C101 Aviojet v1.2')).toBe('C101 Aviojet');
  expect(suggestPackageName('An24_v10')).toBe('An24');
  expect(suggestPackageName('X PLane SITL OSD')).toBe('X-Plane SITL OSD');
  expect(suggestPackageId('Tu-154M')).toBe('author.tu-154m');
  expect(suggestPackageId('747-400')).toBe('author.addon-747-400');
  expect(suggestPackageId('3rd Fighter Wing')).toBe('author.addon-3rd-fighter-wing');
  expect(suggestPackageId('DC-3 v')).toBe('author.dc-3-v');
  expect(suggestPackageId('v2')).toBe('author.v2');
  expect(suggestPackageId('cessna 172SP skyhawk for xplane')).toBe('author.cessna-172sp-skyhawk');
  expect(suggestPackageId('X-Bureau Airbus A318', 'X-Bureau')).toBe('x-bureau.airbus-a318');
  expect(suggestPackageId('Acme 737', 'Acme')).toBe('acme.acme-737');
});

test('the author is named in full where it costs the add-on nothing', () => {
  expect(suggestPackageId('Yak-42D', 'Project Oblivion')).toBe('project-oblivion.yak-42d');
  expect(suggestPackageId('Cessna 152', 'ZL Simulations')).toBe('zl-simulations.cessna-152');
  expect(suggestPackageId('Cessna 208 Grand Caravan', 'Project Oblivion')).toBe('project.cessna-208-grand-caravan');
  expect(suggestPackageId('Xplane TrafficRunwayMonitor')).toBe('author.trafficrunwaymonitor');
  expect(suggestPackageId('X-Plane 12 HUD')).toBe('author.x-plane-12-hud');
  expect(suggestPackageId('A2050 B737 Flight Model', 'Masterostudio')).toBe('masterostudio.a2050-b737-flight');
});

test('who is named too shortly, or not at all, is not the author', () => {
  expect(suggestPackageId('A321neo', 'C')).toBe('author.a321neo');
  expect(suggestPackageId('A321neo', 'N/A', 'Föhn & Söhne')).toBe('fohn-sohne.a321neo');
  expect(suggestPackageId('A321neo', undefined, 'unknown')).toBe('author.a321neo');
});

test('the maker of what an aircraft was begun with is not its author', () => {
  for (const made of ['Laminar Research', 'Laminar', 'Blender 2.83', 'X-Plane 12', 'Plane Maker', 'Austin Meyer'])
    expect(suggestPackageId('A321neo', made, 'Jane Doe')).toBe('jane-doe.a321neo');
  expect(suggestPackageId('A321neo', 'Blender Bros')).toBe('blender-bros.a321neo');
});

test('a cut name does not end in the middle of a phrase', () => {
  expect(suggestPackageName('Enhanced Cloudscape Controls for X-Plane')).toBe('Enhanced Cloudscape Controls');
  expect(suggestPackageName('Random failures of the engine of a Cessna')).toBe('Random failures of the engine');
  expect(suggestPackageName('Terms We Live For')).toBe('Terms We Live For');
  expect(suggestPackageId('Cloudscape Panel for X-Plane')).toBe('author.cloudscape-panel');
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
