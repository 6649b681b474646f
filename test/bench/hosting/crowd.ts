import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { processorSeconds, type Served } from './processes.ts';

// 200 clients that ask again as soon as they are answered, made by autocannon in a process of its own.

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

interface Asked {
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
  const words = ['-c', String(clients), '-d', String(SECONDS), '-j', '-n', ...said, url];
  const { stdout } = await promisify(execFile)(process.execPath, [autocannon, ...words], { maxBuffer: 10_000_000 });
  const { requests, latency, throughput, errors, statusCodeStats } = JSON.parse(stdout) as Report;
  const others = Object.keys(statusCodeStats).filter((status) => status !== wanted);
  if (errors > 0 || others.length > 0) throw new Error(`${url}: ${errors} errors, answered with ${others.join(', ')}`);
  const perProcessor = requests.total / (processorSeconds(server.pid) - before);
  return { perProcessor, rate: requests.average, p99: latency.p99, megabytes: throughput.average / 1_000_000 };
}
