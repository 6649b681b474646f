import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CALL_CHANNELS, createDispatcher } from '../../main/bridge/index.ts';
import { everyHandler } from './services.ts';

const OURS = 'our page';

function dispatcher({ checkOutput = true } = {}) {
  const faults: string[] = [];
  const made = createDispatcher<string>({
    trusts: (sender) => sender === OURS,
    onFault: (channel, fault) => faults.push(`${channel}: ${fault instanceof Error ? fault.message : fault}`),
    checkOutput,
  });
  return { ...made, faults };
}

test('a call waits until the services are there and is then answered', async () => {
  const { answer, provide } = dispatcher();
  const early = answer(OURS, 'addons.list', null);
  let answered = false;
  void early.then(() => {
    answered = true;
  });
  await new Promise(setImmediate);
  expect(answered).toBe(false);
  provide(everyHandler(async () => ({ ok: true, value: [] })));
  expect(await early).toEqual({ ok: true, value: [] });
});

test('services that cannot be had answer every call with the reason', async () => {
  const { answer, giveUp } = dispatcher();
  const early = answer(OURS, 'addons.list', null);
  giveUp({ code: 'data_folder', message: 'The data folder cannot be read.' });
  expect(await early).toMatchObject({ ok: false, error: { code: 'data_folder' } });
  expect(await answer(OURS, 'settings.get', null)).toMatchObject({ ok: false, error: { code: 'data_folder' } });
});

test('a sender that is not ours is refused on every channel, whatever it asks', async () => {
  const { answer, provide } = dispatcher();
  let reached = 0;
  provide(
    everyHandler(async () => {
      reached += 1;
      return { ok: true, value: null };
    }),
  );
  for (const channel of CALL_CHANNELS.keys()) {
    expect(await answer('a stranger', channel, null)).toMatchObject({ ok: false, error: { code: 'untrusted_sender' } });
  }
  expect(reached).toBe(0);
});

test.each([
  '',
  'addons',
  'addons.',
  'addons.nothing',
  'publish.changed',
  '__proto__.toString',
  'constructor.name',
  'addons.list.call',
])('the unknown channel %j is refused', async (channel) => {
  const { answer, provide } = dispatcher();
  provide(everyHandler(async () => ({ ok: true, value: null })));
  expect(await answer(OURS, channel, null)).toMatchObject({ ok: false, error: { code: 'unknown_call' } });
});

/** Whatever a page that was taken over could send: any value, and objects that nearly fit. */
const hostile = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true }),
  fc.dictionary(
    fc.constantFrom('id', 'folder', 'url', 'draft', 'path', 'addonId', '__proto__', 'constructor', 'token'),
    fc.anything(),
  ),
  fc.json().map((text) => JSON.parse(text) as unknown),
  fc.constantFrom('../../etc/passwd', { id: 'x'.repeat(1_000_000) }, { id: { toString: 1 } }, Number.NaN, -0, [[[[]]]]),
);

test.each([...CALL_CHANNELS])(
  'hostile input to %s is refused or reaches the handler as the schema made it',
  async (channel, call) => {
    await fc.assert(
      fc.asyncProperty(hostile, async (input) => {
        const { answer, provide, faults } = dispatcher({ checkOutput: false });
        const seen: unknown[] = [];
        provide(
          everyHandler(async (_channel, given) => {
            seen.push(given);
            return { ok: true, value: null };
          }),
        );
        const parsed = call.input.safeParse(input ?? null);
        const outcome = await answer(OURS, channel, input);
        if (parsed.success) expect(seen).toEqual([parsed.data]);
        else {
          expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
          expect(seen).toEqual([]);
          expect(faults).toHaveLength(1);
        }
      }),
      { numRuns: 60 },
    );
  },
);

test('what a handler throws stays inside: the page is told nothing of it, the log everything', async () => {
  const { answer, provide, faults } = dispatcher();
  provide(
    everyHandler(async () => {
      throw new Error('ENOENT /home/ann/.secret token=abc');
    }),
  );
  const outcome = await answer(OURS, 'addons.list', null);
  expect(outcome).toMatchObject({ ok: false, error: { code: 'internal', retry: 'repeat' } });
  expect(JSON.stringify(outcome)).not.toMatch(/secret|ENOENT|abc/);
  expect(faults).toEqual(['addons.list: ENOENT /home/ann/.secret token=abc']);
});

test('an answer that breaks the contract is found out where answers are checked, and let through where not', async () => {
  const wrong = everyHandler(async () => ({ ok: true, value: { not: 'a list' } }));
  const strict = dispatcher();
  strict.provide(wrong);
  expect(await strict.answer(OURS, 'addons.list', null)).toMatchObject({ ok: false, error: { code: 'internal' } });
  const plain = dispatcher({ checkOutput: false });
  plain.provide(wrong);
  expect(await plain.answer(OURS, 'addons.list', null)).toEqual({ ok: true, value: { not: 'a list' } });
});

test('an answer that is an error must have the shape of one', async () => {
  const { answer, provide } = dispatcher();
  provide(everyHandler(async () => ({ ok: false, error: { code: 'taken', message: 'Taken.', field: 'name' } })));
  expect(await answer(OURS, 'addons.list', null)).toEqual({
    ok: false,
    error: { code: 'taken', message: 'Taken.', field: 'name' },
  });
});
