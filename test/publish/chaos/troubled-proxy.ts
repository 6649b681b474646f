import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { CHAOS_PACKAGE, CHAOS_TOKEN } from './plan.ts';

// Stands before the registry: looks at every upload before it lets it through, and lets some of them come to grief.

export interface Arrival {
  readonly route: 'upload' | 'retry';
  readonly version: string;
  /** What the registry had of that version when this upload arrived. */
  readonly had: string | null;
}

export interface TroubledProxy {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** Comes back when so many more uploads have begun. */
  afterArrivals(count: number): Promise<void>;
  calm(): void;
  close(): Promise<void>;
}

const TROUBLES = ['reset', 'no-answer', 'early-204', 'false-500', 'cut-answer'] as const;
type Trouble = (typeof TROUBLES)[number];

export async function troubledProxy(target: string, random: () => number): Promise<TroubledProxy> {
  const arrivals: Arrival[] = [];
  const sockets = new Set<Socket>();
  const awaited: { left: number; resolve: () => void }[] = [];
  const { port } = new URL(target);
  let calm = false;
  const server = createServer((client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client)).on('error', () => {});
    void serve(client).catch(() => client.destroy());
  });

  async function serve(client: Socket): Promise<void> {
    const head = await readHead(client);
    if (head === null) return;
    const [, route] = /^POST \/packages\/(upload|retry) /.exec(head.toString('latin1', 0, 60)) ?? [];
    if (route !== 'upload' && route !== 'retry') return void pass(client, head, Number(port), null, 0);
    const version = /name="packageVersion"\r\n\r\n([^\r]+)/.exec(head.toString('latin1'))?.[1] ?? '';
    arrivals.push({ route, version, had: await statusOf(target, version) });
    for (const waiting of awaited) if (--waiting.left === 0) waiting.resolve();
    const trouble = !calm && random() < 0.35 ? (TROUBLES[Math.floor(random() * TROUBLES.length)] ?? null) : null;
    pass(client, head, Number(port), trouble, random());
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    afterArrivals: (left) => new Promise((resolve) => awaited.push({ left, resolve })),
    calm: () => {
      calm = true;
    },
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
}

async function statusOf(registry: string, version: string): Promise<string | null> {
  const url = `${registry}/account/packages/${CHAOS_PACKAGE}/${version}`;
  for (;;) {
    // The rehearsed faults of the registry strike this question too; it is asked until it is answered.
    const signal = AbortSignal.timeout(1000);
    const answer = await fetch(url, { headers: { authorization: CHAOS_TOKEN }, signal }).catch(() => null);
    if (answer?.status === 404) return null;
    if (answer?.status !== 200) continue;
    const { versionData } = (await answer.json()) as { versionData: { status: string } };
    return versionData.status;
  }
}

/** Everything up to the fields that come before the file. */
function readHead(client: Socket): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let read = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      read = Buffer.concat([read, chunk]);
      const isUpload =
        read.subarray(0, 15).toString('latin1') === 'POST /packages/' && !read.includes('POST /packages/new');
      if (isUpload && !read.includes('name="file"')) return;
      client.pause();
      client.off('data', onData);
      resolve(read);
    };
    client.on('data', onData);
    client.once('close', () => resolve(null));
  });
}

function pass(client: Socket, head: Buffer, port: number, trouble: Trouble | null, share: number): void {
  if (trouble === 'early-204') {
    client.write('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    client.resume();
    return;
  }
  const upstream = connect(port, '127.0.0.1');
  const limit = trouble === 'reset' ? Math.floor(share * lengthOf(head)) : Number.POSITIVE_INFINITY;
  let passed = 0;
  const forward = (chunk: Buffer) => {
    const part = chunk.subarray(0, Math.max(0, limit - passed));
    passed += part.length;
    if (part.length > 0) upstream.write(part);
    if (passed < limit) return;
    upstream.end();
    client.resetAndDestroy();
  };
  upstream.on('error', () => client.destroy());
  upstream.on('connect', () => {
    client.on('data', forward);
    client.resume();
    forward(head);
  });
  client.on('end', () => upstream.end());
  client.on('close', () => upstream.destroySoon());
  upstream.on('data', (chunk: Buffer) => {
    if (trouble === 'no-answer' || trouble === 'reset') return;
    if (trouble === 'false-500') client.end('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    else if (trouble === 'cut-answer') client.end(chunk.subarray(0, 9));
    else client.write(chunk);
  });
  upstream.on('end', () => trouble !== 'no-answer' && client.end());
}

function lengthOf(head: Buffer): number {
  const text = head.toString('latin1');
  return text.indexOf('\r\n\r\n') + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
}
