import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Takes every upload as fast as it can be read, keeps nothing of it, and answers 204 after the last byte.
const server = createServer((request, response) => {
  request.on('data', () => {});
  request.on('end', () => response.writeHead(204).end());
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
