import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { openTrust } from '../../../main/destinations/carriers/trust/open-trust.ts';
import { tempFolder } from '../../temp-folder.ts';

// Servers that say one thing and send another: a size that is not the file's, lists without an end, a way to somebody else.

/** As many bytes as a carrier is asked to read at most. */
export const MOST = 100_000;

export function nobody() {
  return openTrust({ folder: tempFolder(), knownHostsFiles: [] });
}

export async function listening(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Sends for as long as somebody takes it, and counts. */
export function endless(to: NodeJS.WritableStream & { readonly destroyed?: boolean }): { readonly sent: number } {
  const count = { sent: 0 };
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    while (!to.destroyed && to.write(chunk)) count.sent += chunk.length;
  };
  to.on('drain', more).on('error', () => {});
  more();
  return count;
}
