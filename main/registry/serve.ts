#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type HostedSettings, hostedSchema } from './hosting/settings.ts';
import type { Registry, SeedInput } from './index.ts';

// The registry in a terminal: says where it listens, serves until it is told to stop.
// What is loaded after these lines is compiled by the first start only, for this thread and (by the variable) for those
// it starts: later starts take half the time, and each thread 30 MB less.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url));
enableCompileCache();

const USAGE = `usage: npm run -s registry -- --data DIR [options]

  --data DIR            folder of the registry (made when missing)
  --port N              port to listen on; 0, the default, takes a free one
  --host ADDRESS        address to listen on, 127.0.0.1 by default
  --seed FILE           JSON file with authors, tokens and packages to begin with
  --rate-limits on|off  the limits of the public registry, on by default
  --quota BYTES         storage of a new author; without it there is no limit
  --new-token           make and show a new Admin token for the first author
  --json                one line of JSON on standard output when ready

For a community (docs/hosting.md):

  --public-url URL      where everybody reaches it; without it this is one author's own registry
  --name NAME           what it calls itself; the host of its address by default
  --description TEXT    one sentence below the name
  --operations-port N   this machine's own port for health, metrics, authors, moderation and backup
  --trust-proxy LIST    addresses or networks whose X-Forwarded-For is believed, with commas between
  --drain SECONDS       how long requests may take to end when it stops, 30 by default

Each option may stand in the environment instead: --public-url as REGISTRY_PUBLIC_URL, and so on.`;

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  'rate-limits': { type: 'string' },
  quota: { type: 'string' },
  'new-token': { type: 'boolean' },
  json: { type: 'boolean' },
  'public-url': { type: 'string' },
  name: { type: 'string' },
  description: { type: 'string' },
  'operations-port': { type: 'string' },
  'trust-proxy': { type: 'string' },
  drain: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

class UsageError extends Error {}
/** A reason in words; where the program was when it met it helps nobody. */
const PLAIN_ERRORS = new Set(['DataFolderError', 'SeedError']);

type Arguments = {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly seed: string | undefined;
  readonly rateLimits: boolean;
  readonly quota: number | null;
  readonly newToken: boolean;
  readonly json: boolean;
  readonly hosted: HostedSettings | undefined;
};

function readArguments(): Arguments | 'help' {
  const values = withEnvironment(parse().values);
  if (values.help === true) return 'help';
  if (values.data === undefined) throw new UsageError('--data is missing: name the folder of the registry.');
  const limits = values['rate-limits'] ?? 'on';
  if (limits !== 'on' && limits !== 'off') throw new UsageError('--rate-limits is on or off.');
  return {
    data: values.data,
    port: wholeNumber(values.port ?? '0', '--port', 65_535),
    host: values.host ?? '127.0.0.1',
    seed: values.seed,
    rateLimits: limits === 'on',
    quota: values.quota === undefined ? null : wholeNumber(values.quota, '--quota', Number.MAX_SAFE_INTEGER),
    newToken: values['new-token'] === true,
    json: values.json === true,
    hosted: readHosted(values),
  };
}

/** How a service manager sets options: REGISTRY_PUBLIC_URL is --public-url. What is on the command line goes first. */
function withEnvironment(values: ReturnType<typeof parse>['values']): ReturnType<typeof parse>['values'] {
  const found: Record<string, string | boolean> = {};
  for (const [name, { type }] of Object.entries(OPTIONS)) {
    const text = process.env[`REGISTRY_${name.toUpperCase().replaceAll('-', '_')}`];
    if (text !== undefined && text !== '') found[name] = type === 'boolean' ? text === 'on' : text;
  }
  return { ...found, ...values };
}

const HOSTED_ONLY = ['name', 'description', 'operations-port', 'trust-proxy', 'drain'] as const;

const OPTION_OF: Readonly<Record<string, string>> = {
  trustedProxies: '--trust-proxy',
  name: '--name',
  description: '--description',
};

function readHosted(values: ReturnType<typeof parse>['values']): HostedSettings | undefined {
  const publicUrl = values['public-url'];
  if (publicUrl === undefined) {
    const stray = HOSTED_ONLY.find((name) => values[name] !== undefined);
    if (stray !== undefined) throw new UsageError(`--${stray} goes with --public-url.`);
    return undefined;
  }
  if (values['rate-limits'] === 'off') throw new UsageError('A registry for everybody needs its rate limits.');
  const read = hostedSchema.safeParse({
    publicUrl,
    name: values.name ?? URL.parse(publicUrl)?.hostname ?? '',
    description: values.description ?? 'Add-ons for X-Plane.',
    operationsPort: wholeNumber(values['operations-port'] ?? '0', '--operations-port', 65_535),
    trustedProxies: (values['trust-proxy'] ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    drainMs: wholeNumber(values.drain ?? '30', '--drain', 86_400) * 1000,
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const option = OPTION_OF[String(issue?.path[0])] ?? '--public-url';
  throw new UsageError(`${option}: ${issue?.message}`);
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(text: string, name: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max)) throw new UsageError(`${name} is a whole number up to ${max}.`);
  return value;
}

async function readSeed(path: string): Promise<SeedInput> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SeedInput;
  } catch (error) {
    const { SeedError } = await import('./index.ts');
    throw new SeedError(`The seed file ${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

async function announce(registry: Registry, { json, newToken }: Arguments): Promise<void> {
  const account = registry.firstRun ?? (newToken ? await registry.createAdminToken() : null);
  if (json) {
    const { url, firstRun, operationsUrl } = registry;
    const extra = newToken && firstRun === undefined && account !== null ? { newToken: account } : {};
    console.log(
      JSON.stringify({
        url,
        ...(operationsUrl === undefined ? {} : { operationsUrl }),
        ...(firstRun === undefined ? {} : { firstRun }),
        ...extra,
      }),
    );
    return;
  }
  const { operationsUrl } = registry;
  console.log(
    operationsUrl === undefined
      ? `The registry listens on ${registry.url}`
      : `The registry of ${registry.url} listens on port ${registry.port}; its operator asks ${operationsUrl}`,
  );
  if (account === null) return;
  console.error(`Author ${account.authorId}, token (shown only now): ${account.token}`);
}

async function main(): Promise<void> {
  const wanted = readArguments();
  if (wanted === 'help') {
    console.log(USAGE);
    return;
  }
  const { startRegistry } = await import('./index.ts');
  const registry = await startRegistry({
    dataDir: wanted.data,
    host: wanted.host,
    port: wanted.port,
    seed: wanted.seed === undefined ? undefined : await readSeed(wanted.seed),
    rateLimits: wanted.rateLimits,
    totalStorage: wanted.quota,
    hosted: wanted.hosted,
    // One line a request on standard error, so that standard output stays what a script reads.
    onAccess: (line) => console.error(line),
    onError: (error) => console.error(error instanceof Error ? error.message : error),
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    registry.close().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  whenNpmEnds(stop);
  await announce(registry, wanted);
}

/**
 * npm runs a script under a shell that dies of a signal without passing it on, which would leave the registry running
 * for ever. Becoming somebody else's child is the sign of it.
 */
function whenNpmEnds(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 200);
}

function fail(error: unknown): void {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof Error && PLAIN_ERRORS.has(error.name)) console.error(error.message);
  else if (code === 'EADDRINUSE') console.error('The port is taken. Choose another one, or --port 0 for a free one.');
  else console.error(`The registry could not start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

main().catch(fail);
