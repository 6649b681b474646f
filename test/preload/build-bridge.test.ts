import { expect, test } from 'vitest';
import { buildBridge } from '../../preload/build-bridge.ts';
import { contract } from '../../preload/contract.ts';
import { shapeOf } from '../../preload/shape.ts';

function bridge() {
  const asked: [string, unknown][] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const built = buildBridge(shapeOf(contract), {
    call: async (channel, input) => {
      asked.push([channel, input]);
      return { ok: true, value: channel };
    },
    listen(channel, listener) {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
      return () => all.delete(listener);
    },
    pathOfDropped: () => '/dropped',
    link: { onChanged: () => () => {}, tryNow: () => {} },
  });
  return { built, asked, listeners };
}

test('the bridge holds exactly the functions the contract names', () => {
  const { built } = bridge();
  const expected = Object.fromEntries(
    Object.entries(contract).map(([domain, members]) => [
      domain,
      Object.entries(members).map(([name, { kind }]) =>
        kind === 'call' ? name : `on${name[0]?.toUpperCase()}${name.slice(1)}`,
      ),
    ]),
  );
  const { pathOfDropped, link: _link, ...domains } = built;
  const exposed = Object.fromEntries(
    Object.entries(domains).map(([domain, functions]) => [domain, Object.keys(functions)]),
  );
  for (const names of [...Object.values(exposed), ...Object.values(expected)]) names.sort();
  expect(exposed).toEqual(expected);
  expect(
    Object.values(domains)
      .flatMap(Object.values)
      .every((member) => typeof member === 'function'),
  ).toBe(true);
  expect(pathOfDropped(new File([], 'x'))).toBe('/dropped');
  expect(Object.isFrozen(built) && Object.values(domains).every(Object.isFrozen)).toBe(true);
});

test('a call goes to its own channel with its input alone, null where it has none', async () => {
  const { built, asked } = bridge();
  await built.addons.list();
  await built.addons.details({ id: 'a' });
  expect(asked).toEqual([
    ['addons.list', null],
    ['addons.details', { id: 'a' }],
  ]);
});

test('a subscription hears its payloads, and no more once it was ended', () => {
  const { built, listeners } = bridge();
  const heard: unknown[] = [];
  const end = built.addons.onRemoved((...payload) => heard.push(payload));
  const tell = (payload: unknown): void => {
    for (const listener of listeners.get('addons.removed') ?? []) listener(payload);
  };
  tell({ id: 'a' });
  end();
  tell({ id: 'b' });
  expect(heard).toEqual([[{ id: 'a' }]]);
});
