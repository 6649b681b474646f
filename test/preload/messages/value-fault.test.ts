import { expect, test } from 'vitest';
import { z } from 'zod';
import { inWords, valueFaultAt } from '../../../preload/messages/index.ts';

const schema = z.object({
  name: z.string().min(3).max(5),
  count: z.int().min(1).max(9),
  kind: z.enum(['a', 'b']),
  id: z.string().refine((id) => id !== 'bad', 'value.packageId'),
  web: z.url(),
});
const right = { name: 'name', count: 5, kind: 'a', id: 'x', web: 'https://a.example' };

test.each([
  [{ name: 5 }, 'name is not of the type "string"', 'name ist nicht vom Typ „string“'],
  [{ web: undefined }, 'web is missing', 'web fehlt'],
  [{ name: 'ab' }, 'name is shorter than 3', 'name ist kürzer als 3'],
  [{ name: 'abcdef' }, 'name is longer than 5', 'name ist länger als 5'],
  [{ count: 0 }, 'count is less than 1', 'count ist weniger als 1'],
  [{ count: 10 }, 'count is more than 9', 'count ist mehr als 9'],
  [{ kind: 'c' }, 'kind is not one of a and b', 'kind ist keines von a und b'],
  [{ id: 'bad' }, 'id is not a package id', 'id ist keine Paket-ID'],
  [{ web: 'no' }, 'web is not written as it should be', 'web ist nicht so geschrieben, wie es sein sollte'],
])('what a schema finds is said in each language: %j', (wrong, english, german) => {
  const read = schema.safeParse({ ...right, ...wrong });
  const [issue] = read.error?.issues ?? [];
  if (issue === undefined) throw new Error('It is right.');
  const said = valueFaultAt(issue);
  expect([inWords(said), inWords(said, 'de')]).toEqual([english, german]);
});

test('a check of our own without a sentence of ours is told in general words, not in its own', () => {
  const [issue] =
    z
      .string()
      .refine(() => false, 'no sentence of a catalogue')
      .safeParse('x').error?.issues ?? [];
  expect(issue && inWords(valueFaultAt(issue))).toBe('is not written as it should be');
});
