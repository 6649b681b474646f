import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startRadosgw } from '../destinations/peers/radosgw.ts';
import { makeFolder } from '../make-folder.ts';
import { startPostgres } from '../registry/support/postgres.ts';
import type { SharedPostgres, SharedRadosgw } from './shared-servers.ts';

// What takes long to start is started once a run, when the first file asks for it, and ends with the run. Files that end or
// change their server start one of their own.

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for them. */
    readonly sharedServers: string;
  }
}

interface Started<T> {
  readonly told: T;
  stop(): Promise<void>;
}

const START: Readonly<Record<string, () => Promise<Started<object>>>> = {
  async '/postgres'(): Promise<Started<SharedPostgres>> {
    const { url, stop } = await startPostgres();
    return { told: { url }, stop };
  },
  async '/radosgw'(): Promise<Started<SharedRadosgw>> {
    const folder = makeFolder('shared-radosgw');
    const { endpoint, port, accessKey, secret, config, kill } = await startRadosgw(folder);
    return {
      told: { endpoint, port, accessKey, secret, config },
      async stop() {
        await kill();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const started = new Map<string, Promise<Started<object>>>();
  const server = createServer((request, response) => {
    const name = request.url ?? '';
    const start = started.get(name) ?? START[name]?.();
    if (start === undefined) return void response.writeHead(404).end();
    started.set(name, start);
    start.then(
      ({ told }) => response.end(JSON.stringify(told)),
      (cause: unknown) => response.writeHead(500).end(String(cause)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  provide('sharedServers', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    server.close();
    for (const one of await Promise.allSettled(started.values()))
      if (one.status === 'fulfilled') await one.value.stop();
  };
}
