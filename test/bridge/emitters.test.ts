import { expect, test } from 'vitest';
import { EVENT_CHANNELS } from '../../main/bridge/channels.ts';
import { createEmitters } from '../../main/bridge/index.ts';

function emitters(checkPayload: boolean) {
  const sent: [string, unknown][] = [];
  const faults: string[] = [];
  const emit = createEmitters({
    send: (channel, payload) => sent.push([channel, payload]),
    onFault: (channel) => faults.push(channel),
    checkPayload,
  });
  return { emit, sent, faults };
}

test('there is one emitter for every event of the contract, sending on its channel', () => {
  const { emit, sent } = emitters(false);
  for (const { domain, name } of EVENT_CHANNELS.values()) {
    (emit as unknown as Record<string, Record<string, (payload: unknown) => void>>)[domain]?.[name]?.(name);
  }
  expect(sent).toEqual([...EVENT_CHANNELS].map(([channel, { name }]) => [channel, name]));
});

test('where payloads are checked, one that breaks the contract is not sent but reported', () => {
  const { emit, sent, faults } = emitters(true);
  emit.addons.removed({ id: 'a' });
  emit.addons.removed({ id: '' });
  expect(sent).toEqual([['addons.removed', { id: 'a' }]]);
  expect(faults).toEqual(['addons.removed']);
});
