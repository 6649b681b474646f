import { parseArgs } from 'node:util';
import { errorText } from '../../preload/contract/error-text.ts';
import { type HostedSettings, hostedSchema } from './hosting/settings.ts';

// What the registry in a terminal is told, by its options or by the environment.

export const USAGE = `usage: npm run -s registry -- --data DIR [options]

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

export class UsageError extends Error {}
export type Arguments = {
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

export function readArguments(): Arguments | 'help' {
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
    throw new UsageError(errorText(error));
  }
}

function wholeNumber(text: string, name: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max)) throw new UsageError(`${name} is a whole number up to ${max}.`);
  return value;
}
