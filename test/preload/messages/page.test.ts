import { afterEach, expect, test } from 'vitest';
import { LANGUAGES } from '../../../preload/contract/languages.ts';
import { english, loadPageWords } from '../../../preload/messages/page.ts';
import { speak } from '../../../renderer/text/speak.ts';

type Message = string | readonly string[] | ((...parameters: readonly unknown[]) => unknown);
const MOST_PARAMETERS = 6;

afterEach(() => speak('system'));

test.each(LANGUAGES)('%s says every message, each with the parameters it has in English', async (language) => {
  const original = messagesOf(english);
  const translated = messagesOf(await loadPageWords(language));
  expect([...translated.keys()].toSorted()).toEqual([...original.keys()].toSorted());
  await speak('en');
  const wanted = new Map([...original].map(([path, message]) => [path, saysOf(message)]));
  await speak(language);
  const said = new Map([...translated].map(([path, message]) => [path, saysOf(message)]));
  expect(Object.fromEntries(said)).toEqual(Object.fromEntries(wanted));
});

test('a message that leaves a parameter out, or says nothing, is found', () => {
  const full = saysOf((name: unknown, version: unknown) => `${name} ${version}`);
  expect(saysOf((name: unknown) => `${name}`)).not.toEqual(full);
  expect(saysOf('  ')).not.toEqual(saysOf('Something'));
  expect(saysOf(['one'])).not.toEqual(saysOf(['one', 'two']));
});

function messagesOf(section: object, path = ''): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const [name, value] of Object.entries(section)) {
    const isSection = typeof value === 'object' && !Array.isArray(value);
    const inner = isSection ? messagesOf(value, `${path}${name}.`) : new Map([[`${path}${name}`, value as Message]]);
    for (const [key, message] of inner) found.set(key, message);
  }
  return found;
}

// What is the same in every language: which of the parameters are said, how many lines there are, and that there is something.
function saysOf(message: Message): string {
  if (Array.isArray(message)) return message.map((line) => saysOf(line)).join();
  if (typeof message !== 'function') return (message as string).trim() === '' ? 'nothing' : 'something';
  const given = Array.from({ length: MOST_PARAMETERS }, (_, at) => 701 + at);
  const said = message(...given);
  // For an id that there is none of, a catalogue has nothing.
  if (typeof said !== 'string') return 'by id';
  return `says ${given.flatMap((value, at) => (said.includes(String(value)) ? [at] : [])).join()}`;
}
