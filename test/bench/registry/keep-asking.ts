import { connect } from 'node:net';

// Many clients at once that ask again as soon as they are answered. Plain sockets: a client that parses what it gets
// would take the core that the registry needs.

export interface Asking {
  readonly url: string;
  readonly path: string;
  readonly clients: number;
  readonly encoding?: string;
  readonly until: number;
}

/** How long each answer took, in milliseconds. */
export async function keepAsking({ clients, ...asking }: Asking): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(Array.from({ length: clients }, () => keepOneAsking(asking, times)));
  return times;
}

function keepOneAsking(
  { url, path, encoding = 'identity', until }: Omit<Asking, 'clients'>,
  times: number[],
): Promise<void> {
  const { hostname, port, host } = new URL(url);
  const question = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: ${encoding}\r\n\r\n`;
  const socket = connect(Number(port), hostname);
  let asked = 0;
  let head = '';
  let left: number | undefined;
  const ask = () => {
    if (performance.now() > until) {
      socket.destroy();
      return;
    }
    asked = performance.now();
    head = '';
    left = undefined;
    socket.write(question);
  };
  return new Promise((resolve, reject) => {
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (bytes: Buffer) => {
      if (left === undefined) {
        head += bytes.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!head.startsWith('HTTP/1.1 200')) socket.destroy(new Error(`answered with ${head.slice(0, 40)}`));
        left = Number(/content-length: (\d+)/i.exec(head)?.[1]) - (head.length - end - 4);
      } else left -= bytes.length;
      if (left > 0) return;
      times.push(performance.now() - asked);
      ask();
    });
  });
}

/** The value that this share of the numbers does not pass. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new Error('Nobody was answered.');
  return found;
}
