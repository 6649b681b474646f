import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { aircraftFile } from './aircraft.ts';
import { paintedPng, randomNumbers } from './images.ts';
import { macLibrary } from './mac-library.ts';
import { barrelObject } from './objects.ts';
import type { SampleFiles } from './sample-files.ts';
import { windowsLibrary } from './windows-library.ts';

const SHAPE = { radius: 1, length: 4, rings: 12, sides: 16 };

/** An aircraft with everything wrong that a check before publishing should find, about thirty faults of different kinds. */
export function messSample(): SampleFiles {
  const texture = paintedPng(256, 256, [200, 200, 190], 1);
  return new Map<string, string | Uint8Array>([
    // The aircraft names an object that is missing and one that is spelled differently; it has no icon.
    ['Old Crate.acf', aircraftFile(['fuselage.obj', 'Wing.obj', 'tail.obj'])],
    // A texture that is missing, one that differs by case, and one that is empty.
    ['objects/fuselage.obj', barrelObject({ texture: 'Fuselage.PNG', lit: 'fuselage_LIT.png' }, SHAPE)],
    ['objects/fuselage.png', texture],
    ['objects/wing.obj', barrelObject({ texture: 'wing.png' }, SHAPE)],
    ['objects/wing.png', new Uint8Array()],
    ['objects/apron.pol', 'A\n850\nDRAPED_POLYGON\n\nTEXTURE missing_apron.png\n'],
    ['library.txt', 'A\n800\nLIBRARY\n\nEXPORT old/crate.obj objects/nowhere.obj\n'],
    ['airfoils/lt1_wing.afl', 'I\n1110 Version\n'],
    // The same bytes three times.
    ['objects/fuselage copy.png', texture],
    ['liveries/Default/objects/fuselage.png', texture],
    // Plugins that are not what their folders say.
    ['plugins/helper/mac_x64/helper.xpl', macLibrary(['x86_64'], 40_000)],
    ['plugins/helper/win_x64/helper.xpl', windowsLibrary('x86', 40_000)],
    ['plugins/helper/lin_x64/helper.xpl', 'placeholder, build it some day\n'],
    ['plugins/other/lin_x64/other.xpl', windowsLibrary('x86_64', 40_000)],
    // Programs in something that is no program.
    ['tools/setup.exe', windowsLibrary('x86_64', 60_000)],
    ['tools/install.bat', '@echo off\r\nxcopy /s . "C:\\X-Plane 12\\Aircraft"\r\n'],
    // Things nobody should publish.
    ['.env', 'API_URL=https://example.org\nAPI_TOKEN=0123456789abcdef0123456789abcdef\n'],
    ['keys/upload_key.pem', fakeKey()],
    ['tools/upload.ini', `[github]\ntoken = ${'ghp'}_${'x1Y2z3A4b5C6d7E8f9G0'.repeat(2).slice(0, 36)}\n`],
    // Sources users do not need.
    ['source/fuselage.blend', Buffer.concat([Buffer.from('BLENDER-v402'), noise(300_000, 2)])],
    ['source/panel.psd', Buffer.concat([Buffer.from('8BPS\0\x01'), noise(200_000, 3)])],
    ['source/logo.xcf', Buffer.concat([Buffer.from('gimp xcf v011\0'), noise(50_000, 4)])],
    ['old versions/crate_v0.9.zip', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])],
    // Names the archive's root must not have, and paths that switch the registry to its wrapper mode.
    ['-readme.txt', 'starts with a dash\n'],
    ['.settings.cfg', 'starts with a dot\n'],
    ['manifest.json', '{ "name": "mine, not the registry\'s" }\n'],
    ['from a friend/__MACOSX_old/objects/wing.txt', 'resource fork\n'],
    ['install.ska', 'COPY @default\nPLEASE PUT IT SOMEWHERE\n'],
    // Left by systems and programs; the built-in rules hide these.
    ['.DS_Store', noise(6_148, 5)],
    ['objects/Thumbs.db', noise(9_000, 6)],
    ['source/fuselage.blend1', noise(100_000, 7)],
    ['Log.txt', 'X-Plane log\n'],
  ]);
}

/** The rest needs a file system that can hold it: names apart only by case or form, names Windows refuses, links. Returns what it managed. */
export async function addDifficultNames(root: string): Promise<string[]> {
  const made: string[] = [];
  const names = [
    'Objects/rivets.txt',
    'notes.txt',
    'Notes.TXT',
    'liveries/Caf\u00e9/readme.txt',
    'liveries/Cafe\u0301/readme.txt',
    'docs/aux.txt',
    'docs/what now?.txt',
    'docs/ends with a dot.',
    `docs/${'a folder with a very long name/'.repeat(7)}end.txt`,
  ];
  for (const name of names) {
    if (await attempt(() => write(join(root, name), `${name}\n`))) made.push(name);
  }
  if (await attempt(() => symlink('../../../elsewhere/tail.png', join(root, 'objects/tail.png')))) {
    made.push('objects/tail.png');
  }
  return made;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { flag: 'wx' });
}

async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  return action().then(
    () => true,
    () => false,
  );
}

/** Looks like a private key to a check, and opens nothing. */
function fakeKey(): string {
  const line = (word: string) => `-----${word} PRIVATE KEY-----`;
  return [line('BEGIN'), noise(480, 8).toString('base64').replace(/.{64}/g, '$&\n'), line('END'), ''].join('\n');
}

function noise(bytes: number, seed: number): Buffer {
  const random = randomNumbers(seed);
  const file = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at++) file[at] = random() & 255;
  return file;
}
