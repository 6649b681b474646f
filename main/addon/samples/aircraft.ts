import { paintedPng } from './images.ts';
import { barrelObject } from './objects.ts';
import { fatPlugin } from './plugin.ts';
import type { SampleFiles } from './sample-files.ts';
import { CHANGELOG, LICENSE, readme } from './texts.ts';

const NAME = 'LT-1 Trainer';
const OBJECTS = ['fuselage', 'wing', 'propeller', 'cockpit'] as const;

/** A light aircraft with four objects, one more livery and a plugin for three platforms. */
export function aircraftSample(): SampleFiles {
  const files = new Map<string, string | Uint8Array>([
    [`${NAME}.acf`, aircraftFile(OBJECTS.map((name) => `${name}.obj`))],
    [`${NAME}_icon11.png`, paintedPng(256, 128, [188, 196, 208], 11)],
    [`${NAME}_icon11_thumb.png`, paintedPng(128, 64, [188, 196, 208], 12)],
    ['airfoils/lt1_wing.afl', airfoil()],
    ['sounds/engine.wav', tone(110, 1.2)],
    ['liveries/Red Arrow/objects/fuselage.png', paintedPng(256, 256, [176, 44, 40], 21)],
    ['liveries/Red Arrow/objects/wing.png', paintedPng(256, 256, [176, 44, 40], 22)],
    [`liveries/Red Arrow/${NAME}_icon11.png`, paintedPng(256, 128, [176, 44, 40], 23)],
    ['README.txt', readme(NAME, 'Copy this folder into "Aircraft/Extra Aircraft" of X-Plane.')],
    ['LICENSE.txt', LICENSE],
    ['CHANGELOG.txt', CHANGELOG],
    ...fatPlugin('plugins/fuelplan/', 'fuelplan'),
  ]);
  OBJECTS.forEach((name, index) => {
    const size = { radius: 0.4 + index / 4, length: 2 + index, rings: 24, sides: 32 };
    files.set(`objects/${name}.obj`, barrelObject({ texture: `${name}.png`, lit: `${name}_LIT.png` }, size));
    files.set(`objects/${name}.png`, paintedPng(256, 256, [188, 196, 208], 31 + index));
    files.set(`objects/${name}_LIT.png`, paintedPng(64, 64, [52, 44, 28], 41 + index));
  });
  return files;
}

/** What Plane Maker writes, cut to what tells an aircraft and names its parts. */
export function aircraftFile(objects: readonly string[]): string {
  return [
    'I',
    '1200 Version',
    'ACF',
    '',
    'PROPERTIES_BEGIN',
    ...objects.flatMap((object, index) => [
      `P _obja/${index}/_obj_flags 5`,
      `P _obja/${index}/_v10_att_file_stl ${object}`,
      `P _obja/${index}/_v10_att_x_acf_prt_ref 0.000000000`,
      `P _obja/${index}/_v10_att_y_acf_prt_ref 0.000000000`,
      `P _obja/${index}/_v10_att_z_acf_prt_ref 0.000000000`,
      `P _obja/${index}/_v10_is_internal 0`,
    ]),
    `P _obja/count ${objects.length}`,
    'P _wing/0/_Croot 5.249343872',
    'P _wing/0/_Ctip 3.937007904',
    'P _wing/0/_afl_file_R0 lt1_wing.afl',
    'P _wing/0/_afl_file_T0 lt1_wing.afl',
    'P _wing/count 56',
    'P acf/_ICAO LT1',
    'P acf/_author Loadmaster',
    'P acf/_descrip A small trainer that shows how an aircraft is packed and published.',
    'P acf/_m_empty 1470.000000000',
    'P acf/_m_max 2300.000000000',
    `P acf/_name ${NAME}`,
    'P acf/_studio Sample Works',
    'P acf/_tailnum D-ELMA',
    'P acf/_version 1.0.0',
    'PROPERTIES_END',
    '',
  ].join('\n');
}

function airfoil(): string {
  const rows = Array.from({ length: 73 }, (_, index) => {
    const alpha = index * 2.5 - 90;
    const lift = Math.sin((alpha * Math.PI) / 90);
    const drag = 0.008 + (1 - Math.cos((alpha * Math.PI) / 90)) / 2;
    return [alpha, lift, drag, -0.02].map((value) => value.toFixed(5)).join('\t');
  });
  return ['I', '1110 Version', '', '0.120000', '0.750000', ...rows, ''].join('\n');
}

/** Mono, 16 bit, 22,050 samples a second. */
function tone(hertz: number, seconds: number): Buffer {
  const rate = 22_050;
  const samples = Math.round(rate * seconds);
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index++) {
    const turn = (2 * Math.PI * hertz * index) / rate;
    file.writeInt16LE(Math.round(9000 * Math.sin(turn) + 4000 * Math.sin(2.01 * turn)), 44 + index * 2);
  }
  return file;
}
