import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut: connections end hard after so many bytes went up. */
export interface CuttingProxy {
  readonly port: number;
  cutAfter(bytes: number, then?: () => void): void;
  /** Connections that come are reset at once. */
  refuse(on: boolean): void;
  /** Bytes that went up. */
  passed(): number;
  close(): Promise<void>;
}

export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  let left = Number.POSITIVE_INFINITY;
  let then: () => void = () => {};
  let refusing = false;
  let passed = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    if (refusing) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    open.add(client).add(upstream);
    for (const socket of [client, upstream]) {
      socket.on('error', () => {});
      socket.on('close', () => open.delete(socket));
    }
    client.on('data', (chunk) => {
      left -= chunk.length;
      if (left < 0 || refusing) {
        left = Number.POSITIVE_INFINITY;
        client.resetAndDestroy();
        upstream.resetAndDestroy();
        then();
        return;
      }
      passed += chunk.length;
      if (!upstream.write(chunk)) client.pause();
    });
    upstream.on('drain', () => client.resume());
    upstream.on('error', () => client.resetAndDestroy());
    upstream.pipe(client);
    client.on('end', () => upstream.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cutAfter: (bytes, after = () => {}) => {
      left = bytes;
      then = after;
    },
    refuse: (on) => {
      refusing = on;
    },
    passed: () => passed,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
