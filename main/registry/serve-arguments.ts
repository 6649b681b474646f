import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { z } from 'zod';
import { errorText } from '../../preload/contract/error-text.ts';
import { type HostedSettings, hostedSchema } from './hosted-settings.ts';
import type { CertificateFiles } from './server/certificate.ts';
import type { StorageSettings } from './storage/open-storage.ts';
import { readStorage, STORAGE_OPTIONS } from './storage-arguments.ts';

// What the registry in a terminal is told, by its options or by the environment.

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  'rate-limits': { type: 'string' },
  quota: { type: 'string' },
  'new-token': { type: 'boolean' },
  json: { type: 'boolean' },
  ...STORAGE_OPTIONS,
  processing: { type: 'string' },
  config: { type: 'string' },
  'public-url': { type: 'string' },
  name: { type: 'string' },
  description: { type: 'string' },
  'operations-port': { type: 'string' },
  'trust-proxy': { type: 'string' },
  drain: { type: 'string' },
  mirror: { type: 'string' },
  'mirror-every': { type: 'string' },
  'oidc-issuer': { type: 'string' },
  'oidc-client-id': { type: 'string' },
  'oidc-client-secret': { type: 'string' },
  'oidc-name': { type: 'string' },
  'oidc-accounts': { type: 'string' },
  'ci-issuers': { type: 'string' },
  'tls-certificate': { type: 'string' },
  'tls-key': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export class UsageError extends Error {}
export interface Arguments {
  readonly command: 'serve' | 'work';
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly seed: string | undefined;
  readonly rateLimits: boolean;
  readonly quota: number | undefined;
  readonly newToken: boolean;
  readonly json: boolean;
  readonly hosted: HostedSettings | undefined;
  readonly tls: CertificateFiles | undefined;
  readonly storage: Pick<StorageSettings, 'database' | 'bucket'>;
  /** Undefined leaves it to where the rows are. */
  readonly processing: boolean | undefined;
}

export function readArguments(): Arguments | 'help' {
  const { values: said, positionals } = parse();
  if (said.help === true) return 'help';
  refuseSecrets(said);
  const values = withFile(withEnvironment(said));
  const [command = 'serve', ...more] = positionals;
  if ((command !== 'serve' && command !== 'work') || more.length > 0) throw new UsageError('Say serve or work.');
  if (values.data === undefined) throw new UsageError('--data is missing: name the folder of the registry.');
  const storage = readStorage(values);
  if (!storage.ok) throw new UsageError(storage.message);
  const hosted = readHosted(values);
  if (command === 'work' && (storage.storage.database === undefined || hosted === undefined)) {
    throw new UsageError('work needs the --database it shares with serve, and the --public-url of the registry.');
  }
  return {
    command,
    storage: storage.storage,
    tls: readTls(values),
    processing: onOrOff(values, 'processing'),
    data: values.data,
    port: wholeNumber(values.port ?? '0', '--port', 65_535),
    host: values.host ?? '127.0.0.1',
    seed: values.seed,
    rateLimits: onOrOff(values, 'rate-limits') ?? true,
    quota: values.quota === undefined ? undefined : wholeNumber(values.quota, '--quota', Number.MAX_SAFE_INTEGER),
    newToken: values['new-token'] === true,
    json: values.json === true,
    hosted,
  };
}

function onOrOff(values: Values, name: 'rate-limits' | 'processing'): boolean | undefined {
  const said = values[name];
  if (said !== undefined && said !== 'on' && said !== 'off') throw new UsageError(`--${name} is on or off.`);
  return said === undefined ? undefined : said === 'on';
}

/** What is on a command line can be read by every user of the machine. */
function refuseSecrets(said: Values): void {
  if (said['s3-secret'] !== undefined)
    throw new UsageError('Put the secret into REGISTRY_S3_SECRET or the --config file.');
  if (said['oidc-client-secret'] !== undefined)
    throw new UsageError('Put the secret into REGISTRY_OIDC_CLIENT_SECRET or the --config file.');
  if (said.database !== undefined && URL.parse(said.database)?.password) {
    throw new UsageError('Put an address with a password into REGISTRY_DATABASE or the --config file.');
  }
}

const fileSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

function withFile(values: Values): Values {
  if (values.config === undefined) return values;
  const found: Record<string, string | boolean> = {};
  for (const [name, value] of Object.entries(readConfig(values.config))) {
    if (!(name in OPTIONS) || name === 'config')
      throw new UsageError(`${values.config}: there is no option "${name}".`);
    found[name] = typeof value === 'number' ? String(value) : value;
  }
  return { ...found, ...values };
}

export function readConfig(path: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    // A parser's words may quote what stands in the file.
    const why =
      error instanceof Error && 'code' in error ? errorText(error) : 'it is no JSON object of texts and numbers';
    throw new UsageError(`The configuration ${path} cannot be used: ${why}.`);
  }
}

type Values = ReturnType<typeof parse>['values'];

/** How a service manager sets options: REGISTRY_PUBLIC_URL is --public-url. What is on the command line goes first. */
function withEnvironment(values: Values): Values {
  const found: Record<string, string | boolean> = {};
  for (const [name, { type }] of Object.entries(OPTIONS)) {
    const text = process.env[`REGISTRY_${name.toUpperCase().replaceAll('-', '_')}`];
    if (text !== undefined && text !== '') found[name] = type === 'boolean' ? text === 'on' : text;
  }
  return { ...found, ...values };
}

function readTls({ 'tls-certificate': certificate, 'tls-key': key }: Values): CertificateFiles | undefined {
  if (certificate !== undefined && key !== undefined) return { certificate, key };
  if (certificate === undefined && key === undefined) return undefined;
  throw new UsageError('--tls-certificate and --tls-key go together.');
}

const GITHUB_ACTIONS = 'https://token.actions.githubusercontent.com';

const HOSTED_ONLY = [
  'name',
  'description',
  'operations-port',
  'trust-proxy',
  'drain',
  'mirror',
  'mirror-every',
  'oidc-issuer',
  'ci-issuers',
] as const;

const WITH_PROVIDER = ['oidc-client-id', 'oidc-client-secret', 'oidc-name', 'oidc-accounts'] as const;

const OPTION_OF: Readonly<Record<string, string>> = {
  trustedProxies: '--trust-proxy',
  mirror: '--mirror',
  name: '--name',
  description: '--description',
  ciIssuers: '--ci-issuers',
  'provider.issuer': '--oidc-issuer',
  'provider.clientId': '--oidc-client-id',
  'provider.clientSecret': '--oidc-client-secret',
  'provider.name': '--oidc-name',
};

function readHosted(values: Values): HostedSettings | undefined {
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
    trustedProxies: listIn(values['trust-proxy'] ?? ''),
    drainMs: wholeNumber(values.drain ?? '30', '--drain', 86_400) * 1000,
    mirror: values.mirror && {
      origin: values.mirror,
      everyMs: wholeNumber(values['mirror-every'] ?? '600', '--mirror-every', 86_400) * 1000,
    },
    provider: readProvider(values),
    ciIssuers: issuersIn(values['ci-issuers'] ?? GITHUB_ACTIONS),
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path.map(String) ?? [];
  const option = OPTION_OF[path.join('.')] ?? OPTION_OF[path[0] ?? ''] ?? '--public-url';
  throw new UsageError(`${option}: ${issue?.message}`);
}

function listIn(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

function issuersIn(text: string): string[] {
  return text === 'none' ? [] : listIn(text).map((one) => one.replace(/\/+$/, ''));
}

function readProvider(values: Values): object | undefined {
  const issuer = values['oidc-issuer'];
  if (issuer === undefined) {
    const stray = WITH_PROVIDER.find((name) => values[name] !== undefined);
    if (stray !== undefined) throw new UsageError(`--${stray} goes with --oidc-issuer.`);
    return undefined;
  }
  const accounts = values['oidc-accounts'] ?? 'known';
  if (accounts !== 'known' && accounts !== 'new') throw new UsageError('--oidc-accounts is known or new.');
  return {
    issuer,
    clientId: values['oidc-client-id'],
    clientSecret: values['oidc-client-secret'],
    name: values['oidc-name'] ?? URL.parse(issuer)?.hostname,
    makesAccounts: accounts === 'new',
  };
}

function parse() {
  return parseWords({ options: OPTIONS, allowPositionals: true });
}

/** Node's own reading of options; what cannot be read is a wrong call. */
export function parseWords<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(errorText(error));
  }
}

function wholeNumber(text: string, name: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max)) throw new UsageError(`${name} is a whole number up to ${max}.`);
  return value;
}
