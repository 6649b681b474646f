import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fault, inWords, reasonInside, reasonOf } from '../../../preload/messages/index.ts';
import { tempFolder } from '../../temp-folder.ts';

function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(() => undefined).catch((cause) => cause);
}

test("the system's reason is told in the author's language, with its code and the place it is about", async () => {
  const path = join(tempFolder(), 'not here');
  const cause = await thrownBy(readFile(path));
  expect(inWords(reasonOf(cause))).toBe(`it is not there (ENOENT), at ${path}`);
  expect(inWords(reasonOf(cause), 'de')).toBe(`es ist nicht da (ENOENT), bei ${path}`);
  await mkdir(path);
  expect(inWords(reasonOf(await thrownBy(readFile(path))))).toBe('a folder is where a file should be (EISDIR)');
});

test('what has a sentence of its own keeps it, and what has no known code is told as it came', () => {
  const own = Object.assign(new Error('outer'), { error: fault('cancelled.text') });
  expect(inWords(reasonOf(own))).toBe(fault('cancelled.text').message);
  expect(inWords(reasonOf(Object.assign(new Error('odd'), { code: 'E_ODD' })))).toBe('odd');
  expect(inWords(reasonOf('a word'))).toBe('a word');
  expect(inWords(reasonInside(new Error('It ends twice..')))).toBe('It ends twice');
});
