import { deflateRawSync } from 'node:zlib';

import { type CraftedEntry, type CraftOptions, craftZip } from './craft-zip.ts';
import { aborted, accepted, deflated, good, type HostileZip, ID, many, withEntry } from './hostile-zip.ts';

function whole(options: CraftOptions): Buffer {
  return craftZip([good], options);
}

const long = 'x'.repeat(500);

const ENTRIES: readonly HostileZip[] = [
  aborted('flags that are reserved', /flags that not every program knows/, () => withEntry({ flags: 0x810 })),
  aborted('a format nobody needs', /newer format/, () => withEntry({ version: 255 })),
  aborted('an extra field that is cut off', /cut off/, () => withEntry({ extra: Buffer.from([9, 9, 200, 0, 1]) })),
  aborted('no data descriptor', /announced behind the content/, () => withEntry({ descriptor: 'missing' })),
  aborted('no data descriptor before the next entry', /announced behind the content/, () =>
    craftZip([
      { ...good, descriptor: 'missing' },
      { name: `${ID}/x`, content: 'x' },
    ]),
  ),
  {
    ...aborted('a data descriptor of a large entry that lies', /announced behind the content/, () =>
      withEntry({ content: Buffer.alloc(9_000_000), descriptor: 'wrong' }),
    ),
    oldServerUnclear: true,
  },
  aborted('an encrypted entry', /encrypted/, () => withEntry({ flags: 0x801 })),
  aborted('LZMA', /method 14/, () => withEntry({ method: 14 })),
  aborted('Deflate64', /method 9/, () => withEntry({ method: 9 })),
  aborted('a wrong checksum', /checksum/, () => withEntry({ lies: { crc: 1 } })),
  aborted('a wrong checksum of a stored entry', /checksum/, () => withEntry({ method: 0, lies: { crc: 1 } })),
  aborted('a wrong checksum of a large entry', /checksum/, () =>
    withEntry({ content: Buffer.alloc(9_000_000), lies: { crc: 1 } }),
  ),
  aborted('a wrong checksum of a middling entry', /checksum/, () =>
    withEntry({ content: Buffer.alloc(90_000), lies: { crc: 1 } }),
  ),
  aborted('a wrong checksum of junk that is left out', /checksum/, () =>
    craftZip([good, { name: `${ID}/.DS_Store`, content: 'x', lies: { crc: 1 } }]),
  ),
  aborted('content that is not deflate', /damaged/, () => withEntry({ raw: Buffer.alloc(4, 0xff), method: 8 })),
  aborted('deflate cut off', /damaged/, () =>
    withEntry({ raw: deflateRawSync(`${long}${Math.PI}`).subarray(0, 9), content: `${long}${Math.PI}`, method: 8 }),
  ),
  aborted('deflate of a large entry cut off', /damaged/, () => {
    const content = Buffer.alloc(9_000_000);
    return withEntry({ raw: deflateRawSync(content).subarray(0, -5), content });
  }),
  aborted('bytes hidden behind the deflated content', /bytes follow the content/, () =>
    withEntry({ raw: Buffer.concat([deflateRawSync('x'), Buffer.alloc(50)]) }),
  ),
  aborted('bytes hidden behind a large entry', /bytes follow the content/, () => {
    const content = Buffer.alloc(9_000_000);
    return withEntry({ raw: Buffer.concat([deflateRawSync(content), Buffer.alloc(50)]), content });
  }),
  aborted('a size that is too small', /longer than it says/, () =>
    withEntry({ content: long, lies: { uncompressedSize: 5 } }),
  ),
  aborted('a size of a large entry that is too small', /longer than it says/, () =>
    withEntry({ content: Buffer.alloc(90_000_000), lies: { uncompressedSize: 9_000_000 } }),
  ),
  aborted('a size that is too large', /not as long/, () =>
    withEntry({ content: long, lies: { uncompressedSize: 501 } }),
  ),
  aborted('a stored entry of two sizes', /two different sizes/, () =>
    withEntry({ method: 0, lies: { uncompressedSize: 9 } }),
  ),
  aborted('a ratio that cannot be', /1032 times/, () => withEntry({ lies: { uncompressedSize: 1_000_000 } })),
  aborted('a size that calls for a 64-bit field which is not there', /1032 times/, () =>
    withEntry({ lies: { uncompressedSize: 0xffffffff } }),
  ),
  aborted('an entry on another disk', /split over several/, () => withEntry({ centralLies: { disk: 1 } })),
  {
    name: 'a symbolic link',
    build: () => withEntry({ symlink: '/etc/passwd' }),
    status: 'failed_invalid_file_types',
    says: /symbolic links.*"example.package1\/x"/,
  },
  {
    name: 'a symbolic link made on DOS',
    build: () => withEntry({ symlink: 'f', host: 0 }),
    status: 'failed_invalid_file_types',
  },
  {
    name: 'a link in the place of the package folder',
    build: () => craftZip([{ name: ID, symlink: '/etc' }]),
    status: 'failed_no_file_dir',
  },
];

const HEADERS: readonly HostileZip[] = [
  aborted('another name in front of the content', /disagree about its name/, () =>
    withEntry({ localLies: { name: `${ID}/y` } }),
  ),
  aborted('another size in front of the content', /disagree about its size/, () =>
    withEntry({ localLies: { uncompressedSize: 2 } }),
  ),
  aborted('another checksum in front of the content', /disagree about its checksum/, () =>
    withEntry({ localLies: { crc: 2 } }),
  ),
  aborted('another method in front of the content', /disagree about its compression/, () =>
    withEntry({ localLies: { method: 0 } }),
  ),
  aborted('another character set in front of the content', /disagree about its character set/, () =>
    withEntry({ localLies: { flags: 0 } }),
  ),
  aborted('a file that says it is a folder', /says of itself that it is a folder/, () => withEntry({ mode: 0o040755 })),
  aborted('encrypted only in front of the content', /disagree about its flags/, () =>
    withEntry({ localLies: { flags: 0x801 } }),
  ),
  aborted('an offset into another entry', /overlap/, () => withEntry({ centralLies: { offset: 3 } })),
  aborted('an offset into nothing', /not where the listing says/, () =>
    craftZip([good, { name: `${ID}/x`, content: 'x', centralLies: { offset: 100 } }], { gap: 100 }),
  ),
  aborted('an offset into the listing', /reaches into the listing/, () => withEntry({ centralLies: { offset: 9e4 } })),
  aborted('two entries with one content', /overlap/, () =>
    craftZip([good, { ...good, name: `${ID}/g.txt`, sharesLocalOf: 0 }]),
  ),
  aborted('an entry that quotes the next', /overlap/, quoting),
];

const WHOLE: readonly HostileZip[] = [
  aborted('truncated in the listing', /no end record/, () => whole({}).subarray(0, -30)),
  aborted('truncated in the end record', /no end record/, () => whole({}).subarray(0, -1)),
  aborted('cut in the middle', /truncated/, () => Buffer.concat([whole({}).subarray(0, 20), whole({}).subarray(60)])),
  aborted('bytes after the end', /bytes follow the end/, () => whole({ append: Buffer.from('trailing garbage') })),
  aborted('bytes before the beginning', /10 bytes stand before/, () => whole({ prepend: Buffer.from('#!/bin/sh\n') })),
  {
    ...aborted('an end record hidden in a long comment', /comment of the archive holds an end record/, () => {
      const hidden = craftZip([{ ...good, content: 'hidden' }]).subarray(-22);
      return whole({ comment: Buffer.concat([hidden, Buffer.alloc(65_535 - 22, 0x20)]) });
    }),
    oldServerUnclear: true,
  },
  aborted('an end record cut off in a comment', /comment of the archive holds an end record/, () =>
    whole({ comment: Buffer.from('PK\x05\x06') }),
  ),
  aborted('a 64-bit end with a locator in its extensible part', /longer than it has reason/, () => {
    const locator = craftZip([good], { zip64: true }).subarray(-42, -22);
    return whole({ zip64: true, zip64Lies: { extensible: locator } });
  }),
  aborted('two ends', /two ends/, () => whole({ comment: whole({}).subarray(-22) })),
  aborted('more entries claimed than listed', /more entries than its listing/, () => whole({ entryCount: 2 })),
  aborted('fewer entries claimed than listed', /says it has 1 entries, but its listing has 2/, () =>
    craftZip([good, { name: `${ID}/x` }], { entryCount: 1 }),
  ),
  aborted('a listing of the wrong size', /stand before/, () => whole({ directorySize: 40 })),
  aborted('a listing that is none', /does not begin as one/, () => {
    const zip = whole({});
    zip.writeUInt32LE(0, zip.readUInt32LE(zip.length - 6));
    return zip;
  }),
  aborted('a listing cut off in an entry', /cut off in the middle/, () => {
    const zip = whole({});
    zip.writeUInt16LE(9, zip.readUInt32LE(zip.length - 6) + 30);
    return zip;
  }),
  aborted('several disks', /split over several/, () => whole({ disk: 1 })),
  aborted('several disks beside a 64-bit end', /split over several/, () => whole({ disk: 1, zip64: true })),
  aborted('a stored entry with a hint at its compression on one side', /disagree about its flags/, () =>
    withEntry({ method: 0, localLies: { flags: 0x802 } }),
  ),
  {
    ...aborted('a 64-bit end elsewhere', /64-bit end/, () => whole({ zip64: true, zip64Lies: { recordOffset: 0 } })),
    oldServerUnclear: true,
  },
  aborted('a 64-bit end far beyond the file', /64-bit end/, () =>
    whole({ zip64: true, zip64Lies: { recordOffset: 2 ** 52 } }),
  ),
  aborted('a billion entries claimed', /more than 1,000,000/, () =>
    whole({ zip64: true, zip64Lies: { entryCount: 1e9 } }),
  ),
  aborted('no entry at all', /empty/, () => craftZip([])),
  aborted('an empty file', /empty/, () => Buffer.alloc(0)),
  aborted('text', /not a readable zip/, () => Buffer.from('nope')),
  aborted('a 7z file', /not a readable zip/, () => Buffer.from('377abcaf271c0004'.padEnd(9000, '0'), 'hex')),
  {
    name: 'more than the limit by what it says',
    build: () => craftZip([good, ...hugeEntries()]),
    status: 'failed_file_too_large',
    says: /21474836490 bytes; 17179869184 are allowed/,
  },
  {
    name: 'more than the limit and a slip',
    build: () => craftZip([good, { name: '../slip' }, ...hugeEntries()]),
    status: 'failed_file_too_large',
  },
];

export const HOSTILE_STRUCTURES: readonly HostileZip[] = [...ENTRIES, ...HEADERS, ...WHOLE];

/** Legal, if unusual: these must pass. */
export const ODD_STRUCTURES: readonly HostileZip[] = [
  accepted('zip64 throughout', () => craftZip([{ ...good, zip64: true }], { zip64: true })),
  accepted('zip64 only at the end', () => whole({ zip64: true })),
  accepted('data descriptors', () => craftZip([good, { name: `${ID}/g`, content: 'g' }].map(withDescriptor))),
  accepted('data descriptors without a signature', () =>
    craftZip([good, { name: `${ID}/g`, content: 'g' }].map((entry) => ({ ...entry, descriptor: 'unsigned' }))),
  ),
  accepted('an empty deflated entry', () => withEntry({ content: '', raw: Buffer.from([3, 0]), method: 8 })),
  accepted('a comment', () => whole({ comment: 'made by hand' })),
  accepted('the longest comment', () => whole({ comment: Buffer.alloc(65535, 0x20) })),
  accepted('bytes between the entries', () => craftZip([good, { name: `${ID}/g` }], { gap: 100 })),
  accepted('a head that the offsets know of', () => whole({ prepend: Buffer.from('MZ head'), adjustOffsets: true })),
  accepted('a listing in another order', anotherOrder),
  { ...accepted('70,000 entries', () => craftZip(many(70_000))), oldServerUnclear: true },
  {
    ...accepted('70,000 entries counted modulo 65,536', () => craftZip(many(70_000), { zip64: false }), /modulo/),
    oldServerUnclear: true,
  },
  accepted('compressed as hard as can be', () => craftZip([good, deflated(`${ID}/z`, Buffer.alloc(8_000_000))])),
];

function withDescriptor(entry: CraftedEntry): CraftedEntry {
  return { ...entry, descriptor: true };
}

/** Sizes of 4 GiB less two, which their few real bytes cannot have. */
function hugeEntries(): CraftedEntry[] {
  const lies = { uncompressedSize: 0xfffffffe };
  return Array.from({ length: 5 }, (_, index) => ({ name: `${ID}/${index}`, content: 'x', lies }));
}

/** The second entry lies inside the stored content of the first, with its whole local header. */
function quoting(): Buffer {
  const inner: CraftedEntry = { name: `${ID}/in`, content: 'inner', method: 0 };
  const content = craftZip([inner]).subarray(0, 30 + `${ID}/in`.length + 5);
  const outer: CraftedEntry = { name: `${ID}/out`, content, method: 0 };
  const offset = 30 + `${ID}/out`.length;
  return craftZip([outer, { ...inner, sharesLocalOf: 0, centralLies: { offset } }]);
}

function anotherOrder(): Buffer {
  const zip = craftZip([good, { name: `${ID}/b`, content: 'b' }]);
  const directory = zip.readUInt32LE(zip.length - 6);
  const second = directory + 46 + `${ID}/f.txt`.length;
  const records = [zip.subarray(second, -22), zip.subarray(directory, second)];
  return Buffer.concat([zip.subarray(0, directory), ...records, zip.subarray(-22)]);
}
