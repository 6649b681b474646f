import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

const TEXT = '## 1.0.0\n- First\n';
const littleEndian = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');

test.each([
  ['of 10 MB', Buffer.alloc(10_000_000, TEXT), 'at most 1 MB'],
  ['in UTF-16 of Windows', littleEndian, 'save it as UTF-8'],
  ['in UTF-16 with the bytes the other way', Buffer.from(littleEndian).swap16(), 'save it as UTF-8'],
])(
  'a change log %s is a sentence, and nothing is released',
  async (_what, bytes, sentence) => {
    const base = tempFolder();
    const plane = join(base, 'plane');
    const run = (...args: string[]) => runInProcess(args, { env: { LOADMASTER_DATA: join(base, 'data') } });
    await run('sample', 'aircraft', plane);
    writeFileSync(join(plane, 'CHANGELOG.md'), bytes);
    await run('destinations', plane, '--add', JSON.stringify({ kind: 'zip', name: 'forum', path: '../out' }));
    const { exit, stderr } = await run('release', plane, '--version', '1.0.0');
    expect([exit, stderr]).toEqual([1, expect.stringContaining(sentence)]);
    expect(existsSync(join(base, 'out'))).toBe(false);
  },
  60_000,
);
