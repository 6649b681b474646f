import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type WrongAnswer = 'page' | 'error' | 'full' | undefined;

/** A way to an HTTP server on which a proxy or the server itself goes mad now and then. */
export async function maddeningProxy(target: () => number, next: () => WrongAnswer) {
  const server = createServer((asked, answer) => {
    const wrong = next();
    if (wrong === 'full' && asked.method === 'PUT') {
      asked.resume();
      answer.writeHead(507).end('full');
      return;
    }
    if (wrong === 'page' || wrong === 'error') {
      asked.resume();
      answer.writeHead(wrong === 'page' ? 200 : 502, { 'content-type': 'text/html' }).end('<html>Log in</html>');
      return;
    }
    const { method, url, headers } = asked;
    const through = request({ host: '127.0.0.1', port: target(), method, path: url, headers }, (real) => {
      answer.writeHead(real.statusCode ?? 500, real.headers);
      real.pipe(answer);
    });
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
