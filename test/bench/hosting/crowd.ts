import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { processorSeconds } from '../process-cost.ts';
import type { Served } from './processes.ts';

// 200 clients that ask again as soon as they are answered, made by autocannon in a process of its own. It parses each
// answer in JavaScript, so it has two threads, and beside it there are clients that only count.

const COUNTING = fileURLToPath(new URL('counting-clients.ts', import.meta.url));
const CLIENTS = 200;
const SECONDS = 8;

export interface Crowd {
  readonly rate: number;
  /** Of 100 answers 99 came within so many milliseconds. */
  readonly p99: number;
  readonly megabytes: number;
  /** What the server could answer a second if it had a processor to itself: the machine's other work does not count. */
  readonly perProcessor: number;
}

interface Report {
  readonly requests: { readonly average: number; readonly total: number };
  readonly latency: { readonly p99: number };
  readonly throughput: { readonly average: number };
  readonly non2xx: number;
  readonly errors: number;
  readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
}

export interface Asked {
  readonly server: Served;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly wanted?: string;
  readonly clients?: number;
}

export async function crowdAt(
  autocannon: string,
  { server, path, headers = {}, wanted = '200', clients = CLIENTS }: Asked,
): Promise<Crowd> {
  const url = server.url + path;
  const before = processorSeconds(server.pid);
  const said = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const threads = String(Math.min(2, clients));
  const words = ['-c', String(clients), '-w', threads, '-t', '60', '-d', String(SECONDS), '-j', '-n', ...said, url];
  const { stdout } = await run([autocannon, ...words]);
  const { requests, latency, throughput, errors, statusCodeStats } = JSON.parse(stdout) as Report;
  const others = Object.keys(statusCodeStats).filter((status) => status !== wanted);
  if (errors > 0 || others.length > 0) throw new Error(`${url}: ${errors} errors, answered with ${others.join(', ')}`);
  const perProcessor = requests.total / (processorSeconds(server.pid) - before);
  return { perProcessor, rate: requests.average, p99: latency.p99, megabytes: throughput.average / 1_000_000 };
}

/** The same by clients that only count the bytes of a 200. */
export async function countersAt({ server, path, headers = {}, clients = CLIENTS }: Asked): Promise<Crowd> {
  const { host, port } = new URL(server.url);
  const said = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const wish = {
    port: Number(port),
    request: `GET ${path} HTTP/1.1\r\n${said.join('')}\r\n`,
    clients,
    seconds: SECONDS,
  };
  const before = processorSeconds(server.pid);
  const { stdout } = await run([COUNTING, JSON.stringify(wish)]);
  const { total, ...met } = JSON.parse(stdout) as Omit<Crowd, 'perProcessor'> & { readonly total: number };
  return { ...met, perProcessor: total / (processorSeconds(server.pid) - before) };
}

function run(words: readonly string[]) {
  return promisify(execFile)(process.execPath, [...words], { maxBuffer: 10_000_000 });
}
