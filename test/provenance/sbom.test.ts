import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { linuxLibrary } from '../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../main/addon/samples/mac-library.ts';
import { type ReleasedFile, sbomOf } from '../../main/provenance/index.ts';
import { licenceOf } from '../../main/provenance/licences.ts';

const SCHEMAS = join(import.meta.dirname, '../../node_modules/@cyclonedx/cyclonedx-library/res/schema');
function schema(name: string) {
  return JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8'));
}

const ajv = new Ajv({ strict: false, logger: false, unicodeRegExp: false });
formats.default(ajv);
// A format of the schema that the formats of ajv do not have; addresses in it are no part of what we write.
ajv.addFormat('iri-reference', true).addFormat('idn-email', true);
for (const name of ['spdx', 'jsf-0.82'])
  ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const isBom = ajv.compile(schema('bom-1.6'));

const MIT = 'Permission is hereby granted, free of charge, to any person obtaining\na copy of this software';

function file(path: string, content: string | Buffer): ReleasedFile {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, size: bytes.length, sha256, open: () => Readable.from([bytes], { objectMode: false }) };
}

const FILES = [
  file('LICENSE.txt', MIT),
  file('data/ж "quoted".txt', 'a'),
  file('lin_x64/libhelp.so.2', linuxLibrary(4096)),
  file('lin_x64/p.xpl', linuxLibrary(4096, { needed: ['libhelp.so.2', 'libc.so.6'] })),
  file('mac_x64/p.xpl', macLibrary(['x86_64', 'arm64'], 40_000)),
  file('third/COPYING', 'GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007'),
  file('win_x64/p.xpl', 'no program at all'),
];
const input = { name: 'My Plugin', version: '1.2.0', packageId: 'my_plugin', files: FILES };
const never = new AbortController().signal;

interface Bom {
  readonly serialNumber: string;
  readonly metadata: { readonly component: object };
  readonly components: readonly { readonly type: string; readonly name: string; readonly hashes?: readonly object[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

test('a release lists its files with their hashes, the libraries of its programs and its licences, by the published schema', async () => {
  const bom = JSON.parse(await sbomOf(input, never)) as Bom;
  expect([isBom(bom), isBom.errors]).toEqual([true, null]);
  const files = bom.components.filter(({ type }) => type === 'file');
  expect(files.map(({ name, hashes }) => [name, hashes])).toEqual(
    FILES.map(({ path, sha256 }) => [path, [{ alg: 'SHA-256', content: sha256 }]]),
  );
  expect(bom.components.filter(({ type }) => type === 'library').map(({ name }) => name)).toEqual([
    '/usr/lib/libSystem.B.dylib',
    'libc.so.6',
  ]);
  expect(bom.dependencies.find(({ ref }) => ref === 'file:lin_x64/p.xpl')?.dependsOn).toEqual([
    'file:lin_x64/libhelp.so.2',
    'library:libc.so.6',
  ]);
  expect(bom.metadata.component).toMatchObject({
    name: 'My Plugin',
    licenses: [{ license: { id: 'MIT', acknowledgement: 'concluded' } }],
  });
  expect(files.find(({ name }) => name === 'third/COPYING')).toMatchObject({
    licenses: [{ license: { name: 'GNU General Public License, version 3' } }],
  });
});

test('the same files give the same list, other files another number; the schema would object', async () => {
  const text = await sbomOf(input, never);
  expect(await sbomOf(input, never)).toBe(text);
  const bom = JSON.parse(text);
  const other = JSON.parse(await sbomOf({ ...input, files: [...FILES.slice(1), file('b', 'b')] }, never));
  expect(other.serialNumber).not.toBe(bom.serialNumber);
  bom.components[0].hashes[0].content = 'short';
  expect(isBom(bom)).toBe(false);
  expect([isBom(JSON.parse(await sbomOf({ ...input, files: [] }, never))), isBom.errors]).toEqual([true, null]);
});

test.each([
  ['Apache License\n                           Version 2.0, January 2004', { id: 'Apache-2.0' }],
  ['GNU LESSER GENERAL PUBLIC LICENSE\nVersion 2.1, February 1999', { name: expect.stringContaining('Lesser') }],
  ['Redistributions of source code must retain the above copyright notice', { id: 'BSD-2-Clause' }],
  ['// SPDX-License-Identifier: MIT-0\n', { name: 'MIT-0', acknowledgement: 'declared' }],
])('%s is known', (text, licence) => expect(licenceOf(text)).toMatchObject(licence));

test('words of the author are no licence that we know', () => {
  expect(licenceOf('You may fly this aircraft and not sell it.')).toBeUndefined();
});
