import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

// A TCP proxy that misbehaves on purpose, where the registry's own rehearsal cannot: below HTTP.

export type ProxyFault =
  /** Reset the connection after this share of an upload's bytes has passed (1: after all of them, before any answer). */
  | { readonly kind: 'reset'; readonly at: number }
  /** Answer at once, by these bytes, and either read the rest of the request or cut it off. */
  | { readonly kind: 'early'; readonly answer: string; readonly drain: boolean }
  /** Let the request through and swallow the answer. */
  | { readonly kind: 'no-answer' }
  /** Take the connection and the bytes, and do nothing. */
  | { readonly kind: 'black-hole' }
  /** Replace the answer, after the registry has done its work. */
  | { readonly kind: 'replace-answer'; readonly answer: string };

export interface FaultyProxy {
  readonly url: string;
  /** Each fault strikes one upload, in order; all other requests pass. */
  plan(...faults: ProxyFault[]): void;
  /** Nobody listens any more (refused), until `online`. */
  offline(): Promise<void>;
  online(): Promise<void>;
  /** Hears the first line of every request. */
  onRequest(listener: (line: string) => void): void;
  readonly uploads: number;
}

export function httpAnswer(status: string, body = '', headers: readonly string[] = []): string {
  return [
    `HTTP/1.1 ${status}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...headers,
    '',
    body,
  ].join('\r\n');
}

export async function faultyProxy(target: string): Promise<FaultyProxy> {
  const { port: targetPort } = new URL(target);
  const faults: ProxyFault[] = [];
  const open = new Set<Socket>();
  const listeners: ((line: string) => void)[] = [];
  let uploads = 0;
  const serve = (client: Socket) => {
    open.add(client);
    client.on('close', () => open.delete(client)).on('error', () => {});
    client.once('data', (head: Buffer) => {
      const line = head.toString('latin1').split('\r\n', 1)[0] ?? '';
      for (const listener of listeners) listener(line);
      const isUpload = head.toString('latin1', 0, 40).startsWith('POST /packages/');
      if (isUpload) uploads++;
      const fault = isUpload ? faults.shift() : undefined;
      pass(client, head, Number(targetPort), fault);
    });
  };
  let server: Server = createServer(serve);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((closed) => {
      for (const socket of open) socket.resetAndDestroy();
      server.close(() => closed());
    });
  onTestFinished(stop);
  return {
    url: `http://127.0.0.1:${port}`,
    plan: (...planned) => void faults.push(...planned),
    offline: stop,
    online: async () => {
      server = createServer(serve);
      await listen(server, port);
    },
    onRequest: (listener) => void listeners.push(listener),
    get uploads() {
      return uploads;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((listening) => server.listen(port, '127.0.0.1', listening));
}

function pass(client: Socket, head: Buffer, port: number, fault: ProxyFault | undefined): void {
  if (fault?.kind === 'black-hole') {
    client.resume();
    return;
  }
  if (fault?.kind === 'early') {
    early(client, fault);
    return;
  }
  const total = requestLength(head);
  const upstream = connect(port, '127.0.0.1');
  let passed = 0;
  const forward = (chunk: Buffer) => {
    const room = fault?.kind === 'reset' ? Math.max(0, Math.floor(total * fault.at) - passed) : chunk.length;
    const part = chunk.subarray(0, room);
    passed += part.length;
    if (part.length > 0 && !upstream.write(part)) {
      client.pause();
      upstream.once('drain', () => client.resume());
    }
    if (fault?.kind === 'reset' && passed >= Math.floor(total * fault.at)) {
      // What has passed shall arrive; the answer shall not.
      upstream.end();
      client.resetAndDestroy();
    }
  };
  upstream.on('error', () => client.destroy());
  // Nothing may be read before there is somewhere to pass it on to.
  client.pause();
  upstream.on('connect', () => {
    client.on('data', forward);
    client.resume();
    forward(head);
  });
  client.on('end', () => upstream.end());
  client.on('close', () => upstream.destroySoon());
  upstream.on('data', (chunk: Buffer) => {
    if (fault?.kind === 'no-answer' || fault?.kind === 'reset') return;
    if (fault?.kind === 'replace-answer') client.end(fault.answer);
    else client.write(chunk);
  });
  upstream.on('end', () => {
    if (fault?.kind !== 'no-answer') client.end();
  });
}

function early(client: Socket, fault: Extract<ProxyFault, { kind: 'early' }>): void {
  client.write(fault.answer);
  if (fault.drain) client.resume();
  else {
    // Never reads on: the rest of the upload runs into a closed connection.
    client.pause();
    client.destroySoon();
  }
}

function requestLength(head: Buffer): number {
  const text = head.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(text)?.[1] ?? '0';
  return end + 4 + Number(length);
}
