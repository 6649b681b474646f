import { expect, test } from 'vitest';
import type { BinaryFacts } from '../../../main/addon/binaries/binary-facts.ts';
import { ENTRY_POINTS } from '../../../main/addon/binaries/entry-points.ts';
import { linuxNeeds, oldestRelease } from '../../../main/addon/binaries/linux-releases.ts';
import { readBinary } from '../../../main/addon/binaries/read-binary.ts';
import { isCommonOnLinux, isFromMacSystem, windowsLibrary } from '../../../main/addon/binaries/system-libraries.ts';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { windowsLibrary as makeWindowsLibrary } from '../../../main/addon/samples/windows-library.ts';
import { CountedFile } from './mutate.ts';

function read(file: Buffer): Promise<BinaryFacts | undefined> {
  return readBinary(file.length, new CountedFile(file).read);
}

test('a Windows library tells what it imports, and which entry points of a plugin it has', async () => {
  const imports = ['KERNEL32.dll', 'libstdc++-6.dll'];
  const exports = ['Another', 'XPluginStart', 'XPluginStop', 'ZLast'];
  const entryPoints = ['XPluginStart', 'XPluginStop'];
  expect(await read(makeWindowsLibrary('x86_64', 4000, { imports, exports }))).toEqual({
    format: 'pe',
    cpu: 'x86_64',
    imports,
    entryPoints,
  });
  expect(await read(makeWindowsLibrary('x86', 4000))).toMatchObject({ cpu: 'x86', entryPoints: [...ENTRY_POINTS] });
  expect(await read(makeWindowsLibrary('arm64', 4000, { exports: [] }))).toMatchObject({
    cpu: 'arm64',
    entryPoints: [],
  });
});

test('a Windows library that exports by number alone exports no entry point', async () => {
  const file = makeWindowsLibrary('x86_64', 4000, { exports: [] });
  const row = 0x400 + file.readUInt32LE(0x80 + 24 + 112) - 0x1000;
  file.writeUInt32LE(0, row + 32); // where the names would be
  expect(await read(file)).toMatchObject({ imports: ['KERNEL32.dll'], entryPoints: [] });
});

test('a part for PowerPC in a universal library is passed over', async () => {
  const file = macLibrary(['x86_64', 'arm64'], 40_000);
  file.writeUInt32BE(18, 8);
  file.writeUInt32BE(0xfeed_face, 0x4000);
  expect(await read(file)).toMatchObject({ slices: [{ cpu: 'arm64', entryPoints: [...ENTRY_POINTS] }] });
});

test('a Linux library tells what it needs, in which versions, and where it looks', async () => {
  const versions = ['GLIBC_2.2.5', 'GLIBC_2.34'];
  const file = linuxLibrary(4000, {
    needed: ['libc.so.6', 'libfoo.so.1'],
    versions,
    rpath: '/home/me/lib:$ORIGIN',
    runpath: '$ORIGIN/../lib',
    exports: ['XPluginEnable'],
  });
  expect(await read(file)).toEqual({
    format: 'elf',
    cpu: 'x86_64',
    needed: ['libc.so.6', 'libfoo.so.1'],
    rpath: ['/home/me/lib', '$ORIGIN'],
    runpath: ['$ORIGIN/../lib'],
    versions,
    entryPoints: ['XPluginEnable'],
  });
});

test('a macOS library tells the same of each of its parts', async () => {
  const file = macLibrary(['x86_64', 'arm64'], 40_000, {
    libraries: ['/usr/lib/libSystem.B.dylib', '@rpath/libfoo.dylib'],
    weakLibraries: ['/opt/libbar.dylib'],
    rpaths: ['@loader_path/../lib'],
    exports: ['XPluginStart', 'XPluginReceiveMessage'],
    oldestSystem: [13, 1],
    signature: 'ad-hoc',
  });
  const slice = {
    libraries: [
      { path: '/usr/lib/libSystem.B.dylib', isWeak: false },
      { path: '@rpath/libfoo.dylib', isWeak: false },
      { path: '/opt/libbar.dylib', isWeak: true },
    ],
    rpaths: ['@loader_path/../lib'],
    oldestSystem: '13.1',
    signature: 'ad-hoc',
    entryPoints: ['XPluginStart', 'XPluginReceiveMessage'],
  };
  expect(await read(file)).toEqual({
    format: 'mach-o',
    slices: [
      { cpu: 'x86_64', ...slice },
      { cpu: 'arm64', ...slice },
    ],
  });
  expect(await read(macLibrary(['arm64'], 9000, { signature: 'none' }))).toMatchObject({
    slices: [{ signature: 'none' }],
  });
  expect(await read(macLibrary(['arm64'], 9000))).toMatchObject({ slices: [{ signature: 'signed' }] });
});

test('a file that ends too early, or is no program, says nothing', async () => {
  for (const file of [makeWindowsLibrary('x86_64', 4000), linuxLibrary(4000), macLibrary(['arm64'], 9000)]) {
    expect(await read(file.subarray(0, 200))).toBeUndefined();
  }
  expect(await read(Buffer.alloc(0))).toBeUndefined();
  expect(await read(Buffer.from('#!/bin/sh\necho no program\n'))).toBeUndefined();
});

test('of a large file only the places that matter are read', async () => {
  for (const file of [
    makeWindowsLibrary('x86_64', 4_000_000),
    linuxLibrary(4_000_000),
    macLibrary(['arm64'], 4_000_000),
  ]) {
    const counted = new CountedFile(file);
    expect(await readBinary(file.length, counted.read)).toBeDefined();
    expect(counted.bytesRead).toBeLessThan(100_000);
  }
});

test.each([
  [['GLIBC_2.2.5', 'GLIBC_2.14'], '16.04', '9'],
  [['GLIBC_2.34', 'GLIBC_2.9'], '22.04', '12'],
  [['GLIBC_2.36'], '24.04', '12'],
  [['GLIBC_ABI_DT_RELR', 'GLIBC_2.4'], '24.04', '12'],
  [['GLIBCXX_3.4.29', 'GLIBC_2.2.5'], '22.04', '12'],
  [['GLIBCXX_3.4.22'], '18.04', '9'],
  [['CXXABI_1.3.15', 'CXXABI_1.3.9'], '24.04', '13'],
  [['GLIBC_2.99'], undefined, undefined],
  [['GLIBC_PRIVATE', 'GCC_3.0', 'CXXABI_TM_1', 'CURL_OPENSSL_4'], '16.04', '9'],
] as const)('%j is in Ubuntu %s and Debian %s', (versions, ubuntu, debian) => {
  const needs = linuxNeeds(versions);
  expect([oldestRelease('Ubuntu', needs), oldestRelease('Debian', needs)]).toEqual([ubuntu, debian]);
});

test.each([
  ['KERNEL32.dll', 'system'],
  ['api-ms-win-crt-heap-l1-1-0.dll', 'system'],
  ['WINSPOOL.DRV', 'system'],
  ['XPLM_64.dll', 'x-plane'],
  ['VCRUNTIME140.dll', 'runtime'],
  ['MSVCP140_ATOMIC_WAIT.dll', 'runtime'],
  ['MSVCR120.dll', 'runtime'],
  ['VCRUNTIME140D.dll', 'debug-runtime'],
  ['MSVCP140D.dll', 'debug-runtime'],
  ['MSVCR100D.dll', 'debug-runtime'],
  ['ucrtbased.dll', 'debug-runtime'],
  ['libgcc_s_seh-1.dll', 'elsewhere'],
  ['libcurl.dll', 'elsewhere'],
] as const)('%s is of the %s on Windows', (name, from) => {
  expect(windowsLibrary(name).from).toBe(from);
});

test('what Linux desktops and macOS have is known', () => {
  expect(['libc.so.6', 'libGL.so.1', 'libxcb-randr.so.0', 'XPLM_64.so'].map(isCommonOnLinux)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['libssl.so.1.1', 'libc++.so.1', 'libboost_system.so.1.74.0'].map(isCommonOnLinux)).toEqual([
    false,
    false,
    false,
  ]);
  expect(
    [
      '/usr/lib/libSystem.B.dylib',
      '/System/Library/Frameworks/OpenGL.framework/OpenGL',
      '@rpath/XPLM.framework/XPLM',
    ].map(isFromMacSystem),
  ).toEqual([true, true, true]);
  expect(['/usr/local/lib/libfoo.dylib', '/opt/homebrew/lib/libfoo.dylib'].map(isFromMacSystem)).toEqual([
    false,
    false,
  ]);
});
