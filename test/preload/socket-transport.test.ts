import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Socket } from '../../preload/kept-socket.ts';
import { socketTransport } from '../../preload/socket-transport.ts';

class FakeSocket extends EventTarget {
  readyState = 0;
  readonly sent: { id: number; channel: string; input: unknown }[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }

  tell(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
}

function transport() {
  const sockets: FakeSocket[] = [];
  const made = socketTransport(() => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket as unknown as Socket;
  });
  return { ...made, sockets };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('calls made before the socket is open are sent when it is, and answered by their id', async () => {
  const { call, sockets } = transport();
  const [first, second] = [call('a.b', 1), call('c.d', 2)];
  expect(sockets[0]!.sent).toEqual([]);
  sockets[0]!.open();
  expect(sockets[0]!.sent.map(({ channel, input }) => [channel, input])).toEqual([
    ['a.b', 1],
    ['c.d', 2],
  ]);
  const [firstId, secondId] = sockets[0]!.sent.map(({ id }) => id);
  sockets[0]!.tell({ id: secondId, outcome: 'second' });
  sockets[0]!.tell({ id: firstId, outcome: 'first' });
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
});

test('a socket that breaks answers what was under way with an error, and a new one takes over', async () => {
  const { call, listen, sockets } = transport();
  const heard: unknown[] = [];
  listen('x.y', (payload) => heard.push(payload));
  sockets[0]!.open();
  const lost = call('a.b', 1);
  sockets[0]!.close();
  expect(await lost).toMatchObject({ ok: false, error: { code: 'connection_lost' } });
  const waiting = call('a.b', 2);
  vi.advanceTimersByTime(1000);
  sockets[1]!.open();
  expect(sockets[1]!.sent.map(({ input }) => input)).toEqual([2]);
  sockets[1]!.tell({ id: sockets[1]!.sent[0]!.id, outcome: 'there' });
  sockets[1]!.tell({ channel: 'x.y', payload: 7 });
  expect(await waiting).toBe('there');
  expect(heard).toEqual([7]);
});

test('an ended subscription hears nothing, and the same listener may listen twice', () => {
  const { listen, sockets } = transport();
  const heard: unknown[] = [];
  const listener = (payload: unknown): void => void heard.push(payload);
  const endFirst = listen('x.y', listener);
  listen('x.y', listener);
  sockets[0]!.open();
  sockets[0]!.tell({ channel: 'x.y', payload: 1 });
  endFirst();
  endFirst();
  sockets[0]!.tell({ channel: 'x.y', payload: 2 });
  expect(heard).toEqual([1, 1, 2]);
});

test('a main process that is gone is looked for less and less often, and at once when asked to', () => {
  const { link, sockets } = transport();
  const states: string[] = [];
  link.onChanged((state) => states.push(state));
  sockets[0]!.open();
  sockets[0]!.close();
  expect(states).toEqual(['lost']);
  const tries = () => sockets.length;
  for (const wait of [500, 1000, 2000, 4000, 8000, 10_000, 10_000]) {
    const before = tries();
    vi.advanceTimersByTime(wait - 1);
    expect(tries()).toBe(before);
    vi.advanceTimersByTime(1);
    expect(tries()).toBe(before + 1);
    sockets.at(-1)!.close();
  }
  const before = tries();
  link.tryNow();
  expect(tries()).toBe(before + 1);
  sockets.at(-1)!.open();
  expect(states).toEqual(['lost', 'up']);
  vi.advanceTimersByTime(20_000);
  expect(tries()).toBe(before + 1);
});

test('a main process that was stopped is known by its silence within three seconds, and by its next word', () => {
  const { link, sockets } = transport();
  const states: string[] = [];
  link.onChanged((state) => states.push(state));
  sockets[0]!.open();
  for (let second = 0; second < 5; second += 1) {
    vi.advanceTimersByTime(1000);
    sockets[0]!.tell('pong');
  }
  expect(states).toEqual([]);
  vi.advanceTimersByTime(3000);
  expect(states).toEqual(['silent']);
  sockets[0]!.tell('pong');
  expect(states).toEqual(['silent', 'up']);
});
