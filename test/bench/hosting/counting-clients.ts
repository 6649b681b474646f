import { connect } from 'node:net';

// Clients that read of an answer its status and its length, and count the bytes: where an answer is a hundred kilobytes, a
// client that parses all of it needs ten times the processor of the server that sends it. Prints what they met.

interface Wish {
  readonly port: number;
  readonly request: string;
  readonly clients: number;
  readonly seconds: number;
}

const { port, request, clients, seconds } = JSON.parse(process.argv[2] ?? '') as Wish;
const waits: number[] = [];
let bytes = 0;
const begun = performance.now();
const end = begun + seconds * 1000;

/** How many bytes of the body are still to come after what has come, or undefined while its head is not complete. */
function leftAfter(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text)?.[1];
  if (!text.startsWith('HTTP/1.1 200 ') || length === undefined) throw new Error(text.slice(0, head));
  return Number(length) - (text.length - head - 4);
}

function client(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let sent = 0;
  let left: number | undefined;
  let text = '';
  const ask = () => {
    sent = performance.now();
    left = undefined;
    text = '';
    socket.write(request);
  };
  const take = (count: number, buffer: Uint8Array): boolean => {
    bytes += count;
    if (left === undefined) {
      text += Buffer.from(buffer.buffer, buffer.byteOffset, count).toString('latin1');
      left = leftAfter(text);
    } else left -= count;
    if (left !== 0) return true;
    waits.push(performance.now() - sent);
    if (performance.now() < end) ask();
    else socket.destroy();
    return true;
  };
  const onread = { buffer: Buffer.alloc(262_144), callback: take };
  const socket = connect({ host: '127.0.0.1', port, noDelay: true, onread }, ask);
  socket.on('error', reject).on('close', () => (performance.now() < end ? reject(new Error('closed')) : resolve()));
  return promise;
}

await Promise.all(Array.from({ length: clients }, client));
const took = (performance.now() - begun) / 1000;
waits.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    total: waits.length,
    rate: waits.length / took,
    p99: waits[Math.floor(waits.length * 0.99)],
    megabytes: bytes / took / 1_000_000,
  }),
);
