import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/**
 * What an answer may be instead of the real one: a page to log in with, an error, a full disk, the first half of it, or
 * nothing although the server did what it was asked.
 */
export const WRONG_ANSWERS = ['page', 'error', 'full', 'half', 'lost'] as const;
export type WrongAnswer = (typeof WRONG_ANSWERS)[number];

/** A way to an HTTP server on which a proxy or the server itself goes mad now and then. */
export async function maddeningProxy(
  target: () => number,
  next: (method: string | undefined) => WrongAnswer | undefined,
) {
  const server = createServer((asked, answer) => {
    const wrong = next(asked.method);
    if (wrong === 'page' || wrong === 'error' || wrong === 'full') {
      asked.resume();
      const [status, text] = INSTEAD[wrong];
      answer.writeHead(status, { 'content-type': 'text/html' }).end(text);
      return;
    }
    const { method, url, headers } = asked;
    const through = request({ host: '127.0.0.1', port: target(), method, path: url, headers }, (real) =>
      passOn(real, answer, wrong),
    );
    through.on('error', () => answer.destroy());
    asked.on('close', () => {
      if (!asked.complete) through.destroy();
    });
    asked.pipe(through);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const INSTEAD = {
  page: [200, '<html>Log in</html>'],
  error: [502, '<html>Bad gateway</html>'],
  full: [507, 'full'],
} as const;

function passOn(real: IncomingMessage, answer: ServerResponse, wrong: WrongAnswer | undefined): void {
  if (wrong === 'lost') {
    real.resume();
    real.on('close', () => answer.destroy());
    return;
  }
  if (answer.destroyed) {
    real.destroy();
    return;
  }
  answer.writeHead(real.statusCode ?? 500, real.headers);
  if (wrong !== 'half') {
    pipeline(real, answer, () => {});
    return;
  }
  real.once('data', (chunk: Buffer) => {
    answer.write(chunk.subarray(0, chunk.length >> 1), () => answer.destroy());
    real.destroy();
  });
  real.on('close', () => answer.destroy());
}
