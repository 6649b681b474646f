import { crc32 } from 'node:zlib';

import { craftZip } from './craft-zip.ts';
import { aborted, accepted, beside, good, type HostileZip, ID } from './hostile-zip.ts';

export const HOSTILE_NAMES: readonly HostileZip[] = [
  aborted('a slip', /leads out of the archive: "\.\.\/slip"/, () => beside('../slip')),
  aborted('a slip in the middle', /leads out/, () => beside(`${ID}/../../slip`)),
  aborted('a slip at the end', /leads out/, () => beside(`${ID}/..`)),
  aborted('a slip in the Unicode path field', /leads out/, () => {
    const name = Buffer.from([...Buffer.from(`${ID}/`), 0x81]);
    return beside(name, { flags: 0, extra: unicodePath(name, '../slip') });
  }),
  aborted('another name in the Unicode path field', /two names/, () =>
    beside(`${ID}/ok`, { flags: 0, extra: unicodePath(`${ID}/ok`, `${ID}/no`) }),
  ),
  aborted('another name in the Unicode path field of a UTF-8 name', /two names/, () =>
    beside(`${ID}/\u00fc`, { extra: unicodePath(`${ID}/\u00fc`, `${ID}/no`) }),
  ),
  aborted('the Unicode path field twice', /twice/, () => {
    const name = Buffer.from([...Buffer.from(`${ID}/`), 0x81]);
    const fields = [unicodePath(name, `${ID}/one`), unicodePath(name, `${ID}/two`)];
    return beside(name, { flags: 0, extra: Buffer.concat(fields) });
  }),
  aborted('the Unicode form of another name', /belongs to another name/, () =>
    beside(`${ID}/ok`, { flags: 0, extra: unicodePath(`${ID}/other`, `${ID}/ok`) }),
  ),
  aborted('another Unicode form in front of the content', /disagree about its name/, () => {
    const name = Buffer.from([...Buffer.from(`${ID}/`), 0x81]);
    const extra = unicodePath(name, `${ID}/one`);
    return beside(name, { flags: 0, extra, localLies: { extra: unicodePath(name, `${ID}/two`) } });
  }),
  aborted('a file name of 256 bytes', /longer than 255 bytes/, () => beside(`${ID}/${'n'.repeat(256)}`)),
  aborted('a folder name of 256 bytes', /longer than 255 bytes/, () => beside(`${ID}/${'\u00fc'.repeat(128)}/f`)),
  aborted('an absolute path', /absolute/, () => beside('/etc/slip')),
  aborted('a back-slash slip', /back-slash/, () => beside('..\\slip', { host: 0 })),
  aborted('back-slashes for folders', /back-slash/, () => beside(`${ID}\\b.txt`, { host: 0 })),
  {
    ...aborted('a back-slash made on Unix', /back-slash/, () => beside(`${ID}/a\\b`)),
    oldServerUnclear: true,
  },
  aborted('a drive letter', /drive letter/, () => beside('C:/slip')),
  aborted('a drive without a folder', /drive letter/, () => beside('c:slip')),
  aborted('NUL in a name', /NUL/, () => beside(`${ID}/a\0b`)),
  aborted('no name', /no name/, () => beside('')),
  aborted('a name that is not the UTF-8 it says', /not the UTF-8/, () =>
    beside(Buffer.concat([Buffer.from(`${ID}/`), Buffer.from([0xff, 0xfe])]), { flags: 0x800 }),
  ),
  aborted('an overlong "../" in UTF-8', /not the UTF-8/, () =>
    beside(Buffer.from([0xc0, 0xae, 0xc0, 0xae, 0x2f, 0x61]), { flags: 0x800 }),
  ),
  aborted('a path of 1,025 bytes', /longer than 1024/, () => beside(pathOf(1025))),
  aborted('a path 65 deep', /64 folders deep/, () => beside(`${ID}/${'d/'.repeat(63)}f`)),
  aborted('the same name twice', /same name/, () => craftZip([good, { ...good, content: 'other' }])),
  aborted('the same name twice by way of "./"', /same name/, () => beside(`./${ID}/f.txt`)),
  aborted('a file that is a folder as well', /both a file and a folder/, () => beside(`${ID}/f.txt/g`)),
  aborted('a folder that is a file as well', /both a file and a folder/, () =>
    craftZip([
      { name: `${ID}/d/g`, content: 'x' },
      { name: `${ID}/d`, content: 'x' },
    ]),
  ),
  aborted('a listed folder that is a file as well', /both a file and a folder/, () =>
    craftZip([{ name: `${ID}/d/` }, { name: `${ID}/d`, content: 'x' }]),
  ),
  aborted('a folder with content', /folder has content/, () => beside(`${ID}/d/`)),
  aborted('writing through a link', /both a file and a folder/, () =>
    craftZip([good, { name: `${ID}/l`, symlink: '/tmp' }, { name: `${ID}/l/slip`, content: 'x' }]),
  ),
];

/** Strange, but what the old server accepts, so is accepted here; where it can hurt somebody there is a note. */
export const ODD_NAMES: readonly HostileZip[] = [
  accepted('names equal but for case', () => beside(`${ID}/F.TXT`), /would have accepted.*except for case/),
  accepted('names equal but for Unicode form', () => craftZip([good, file('\u00e9'), file('e\u0301')]), /Unicode form/),
  accepted('folders equal but for case', () => craftZip([good, file('D/a'), file('d/b')]), /except for case/),
  accepted(
    'Windows reserved names',
    () => craftZip([good, ...['CON', 'aux.txt', 'dot.', 'space ', 'a:b', 'CONIN$.txt'].map(file)]),
    /Windows cannot.*"example.package1\/CON".*and 3 more/,
  ),
  accepted(
    'an old DOS name',
    () => beside(Buffer.from([...Buffer.from(`${ID}/`), 0x81]), { flags: 0, host: 0 }),
    /DOS character set.*\u00fc/,
  ),
  accepted('UTF-8 names that do not say so', () => beside(Buffer.from(`${ID}/\u00fc`), { flags: 0 })),
  accepted('"./" in front of every name', () => craftZip([{ name: './' }, { ...good, name: `./${ID}//f.txt` }])),
  accepted('a folder listed twice', () => craftZip([good, { name: `${ID}/d/` }, { name: `${ID}/d/` }])),
  accepted('a folder listed after its content', () => craftZip([good, { name: `${ID}/` }])),
  accepted('a device', () => beside(`${ID}/dev`, { mode: 0o020666 }), /Devices/),
  accepted('a root name that looks like an option', () => craftZip([good, { name: '-rf', content: 'x' }])),
  accepted('a path of 1,024 bytes', () => beside(pathOf(1024))),
  accepted('a file name of 255 bytes', () => beside(`${ID}/${'n'.repeat(255)}`)),
  accepted('an old name with its Unicode form', () => {
    const name = Buffer.from([...Buffer.from(`${ID}/`), 0x81]);
    return beside(name, { flags: 0, extra: unicodePath(name, `${ID}/\u00fc`) });
  }),
  accepted('a path 64 deep', () => beside(`${ID}/${'d/'.repeat(62)}f`)),
];

function file(name: string) {
  return { name: `${ID}/${name}`, content: 'x' };
}

/** A path of so many bytes, its parts short enough for any disk. */
function pathOf(length: number): string {
  const folders = `${ID}/${`${'n'.repeat(199)}/`.repeat(4)}`;
  return folders + 'n'.repeat(length - folders.length);
}

function unicodePath(name: string | Buffer, unicode: string): Buffer {
  const value = Buffer.from(unicode);
  const field = Buffer.alloc(9 + value.length);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + value.length, 2);
  field[4] = 1;
  field.writeUInt32LE(crc32(Buffer.from(name)), 5);
  field.set(value, 9);
  return field;
}
