import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULE_IDS } from '../../../main/addon/index.ts';
import { LANGUAGES, type Language } from '../../../preload/contract/languages.ts';
import { inWords, knownInWords, message } from '../../../preload/messages/index.ts';
import { loadPageWords } from '../../../preload/messages/page.ts';
import { registryPagesWords } from '../../../preload/messages/registry-pages.ts';
import { terminalWords } from '../../../preload/messages/terminal.ts';
import { type Sentence, sentencesOf, whatOf } from './sentences-of.ts';

const FOLDER = '../../../preload/messages';

/** What main says, and what the terminal and the pages of a registry say by themselves. */
async function allIn(language: Language): Promise<Map<string, Sentence>> {
  const { messages } = await import(`${FOLDER}/${language}/index.ts`);
  return sentencesOf({
    ...messages,
    terminal: await terminalWords(language),
    registryPages: registryPagesWords(language),
  });
}

test('a language is a folder and its line: each folder is registered', () => {
  const folders = readdirSync(new URL(`${FOLDER}/`, import.meta.url), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(names.toSorted()).toEqual(LANGUAGES.toSorted());
});

test.each(LANGUAGES)('%s says every message, each with the parameters it has in English', async (language) => {
  const original = await allIn('en');
  const translated = await allIn(language);
  expect([...translated.keys()].toSorted()).toEqual([...original.keys()].toSorted());
  const saidOf = (all: Map<string, Sentence>) => Object.fromEntries([...all].map(([id, one]) => [id, whatOf(one)]));
  expect(saidOf(translated)).toEqual(saidOf(original));
});

test.each(LANGUAGES.slice(1))('%s says no sentence in English', async (language) => {
  const original = await allIn('en');
  const same = [...(await allIn(language))].filter(
    ([id, sentence]) => typeof sentence === 'string' && sentence.includes(' ') && sentence === original.get(id),
  );
  expect(same).toEqual([]);
});

test('German speaks to its readers as to friends, everywhere', async () => {
  const all = [...(await allIn('de')), ...sentencesOf(await loadPageWords('de'))];
  const formal = all.filter(([, sentence]) => /\p{L}en Sie\b/u.test(String(sentence)));
  expect(formal).toEqual([]);
});

test('a message that leaves a parameter out is found', () => {
  expect(whatOf((name) => `${name}`)).not.toEqual(whatOf((name, place) => `${name} ${place}`));
});

test.each(LANGUAGES)('%s gives a reason for every check', (language) => {
  const silent = RULE_IDS.filter((id) => (knownInWords({ id: `${id}.why`, with: [] }, language) ?? '') === '');
  expect(silent).toEqual([]);
});

test('a message becomes a sentence where it is read', () => {
  const tile = message('scenery-definitions.missing', 3, ['a.obj', 'b.obj']);
  expect(inWords(tile)).toMatch(/^This tile names a\.obj, b\.obj and 1 more, which are not in the add-on\./);
  expect(inWords(tile, 'de')).toMatch(/^Diese Kachel nennt a\.obj, b\.obj und 1 weitere, was im Add-on fehlt\./);
  expect(inWords(message('sizes.zipped', 6 * 1024 ** 3, 5), 'de')).toContain('6,0 GiB');
});

test('a message inside another one is said in the same language', () => {
  const line = message('install-script.line', 7, message('sakura.pathMissing', 'DELETE'));
  expect(inWords(line)).toBe('Line 7: DELETE needs a path.');
  expect(inWords(line, 'de')).toBe('Zeile 7: DELETE braucht einen Pfad.');
  expect(inWords(JSON.parse(JSON.stringify(line)), 'de')).toBe('Zeile 7: DELETE braucht einen Pfad.');
});

test('a message of another version is not known, and no name of an object is one', () => {
  expect(knownInWords({ id: 'folder.of-tomorrow', with: [] }, 'de')).toBeUndefined();
  expect(knownInWords({ id: 'constructor.name', with: [] }, 'de')).toBeUndefined();
  expect(knownInWords({ id: 'folder.toString', with: [] }, 'de')).toBeUndefined();
  expect(knownInWords({ id: '', with: [] }, 'de')).toBeUndefined();
});
