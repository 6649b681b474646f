import { expect, test } from 'vitest';
import { RULE_IDS } from '../../../main/addon/index.ts';
import { LANGUAGES, type Language } from '../../../preload/contract/languages.ts';
import { german } from '../../../preload/messages/de/index.ts';
import { german as terminalGerman } from '../../../preload/messages/de/terminal/index.ts';
import { english } from '../../../preload/messages/en/index.ts';
import { english as terminalEnglish } from '../../../preload/messages/en/terminal/index.ts';
import { inWords, knownInWords, message } from '../../../preload/messages/index.ts';
import { type Sentence, sentencesOf, whatOf } from './sentences-of.ts';

/** What main says, and what the terminal says by itself. */
const CATALOGUES: Readonly<Record<Language, object>> = {
  en: { ...english, terminal: terminalEnglish },
  de: { ...german, terminal: terminalGerman },
};

test.each(LANGUAGES)('%s says every message, each with the parameters it has in English', (language) => {
  const original = sentencesOf(CATALOGUES.en);
  const translated = sentencesOf(CATALOGUES[language]);
  expect([...translated.keys()].toSorted()).toEqual([...original.keys()].toSorted());
  const saidOf = (all: Map<string, Sentence>) => Object.fromEntries([...all].map(([id, one]) => [id, whatOf(one)]));
  expect(saidOf(translated)).toEqual(saidOf(original));
});

test('no other language says a sentence in English', () => {
  const original = sentencesOf(CATALOGUES.en);
  const same = [...sentencesOf(CATALOGUES.de)].filter(
    ([id, sentence]) => typeof sentence === 'string' && sentence.includes(' ') && sentence === original.get(id),
  );
  expect(same).toEqual([]);
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
