import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

// The way to a bucket that is not on this machine: what the service says arrives so many milliseconds later.

export interface FarBucket {
  readonly endpoint: string;
  stop(): Promise<void>;
}

export async function farBucket(endpoint: string, milliseconds: number): Promise<FarBucket> {
  const { hostname: host, port } = new URL(endpoint);
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ host, port: Number(port), allowHalfOpen: true });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true).on('close', () => open.delete(socket));
      socket.on('error', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (bytes) => setTimeout(() => near.write(bytes), milliseconds));
    far.on('end', () => setTimeout(() => near.end(), milliseconds));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
