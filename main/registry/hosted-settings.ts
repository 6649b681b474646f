import { z } from 'zod';

/** Where the app sends its author to get a token. */
export const APP_PAGE = '/me/app';
/** Where a job of CI gets one. */
export const CI_TOKEN = '/ci/token';

/** What a registry needs to know to serve a community from behind a proxy, instead of one author on this machine. */
export interface HostedSettings {
  /** Where everybody reaches it, without a slash at its end: addresses in answers begin with it. */
  readonly publicUrl: string;
  /** What it calls itself, to programs and on its pages. */
  readonly name: string;
  readonly description: string;
  /** The port of this machine's own interface: health, metrics, authors, moderation, backup. */
  readonly operationsPort: number;
  /** Addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** How long requests that are under way may take to end when it stops. */
  readonly drainMs: number;
  /** Another registry, live or of files, whose public packages this one offers as well. */
  readonly mirror?: { readonly origin: string; readonly everyMs: number } | undefined;
  /** Who people may sign in with. */
  readonly provider?: ProviderSettings | undefined;
  /** Whose ID tokens for jobs of CI are believed, exactly as they call themselves. */
  readonly ciIssuers?: readonly string[] | undefined;
}

/** An OpenID provider, as its operator registered this registry there. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What stands on the button. */
  readonly name: string;
  /** Whether somebody who has no account gets one; otherwise an account is connected by a token of it. */
  readonly makesAccounts: boolean;
}

function isLoopback(text: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(text)?.hostname ?? '');
}

const issuerSchema = z
  .url({ protocol: /^https?$/, error: 'An address such as https://accounts.example.org.' })
  .refine((text) => text.startsWith('https:') || isLoopback(text), 'An OpenID provider is asked over https alone.');

const providerSchema = z.object({
  issuer: issuerSchema,
  clientId: z.string({ error: 'It goes with --oidc-issuer.' }).min(1),
  clientSecret: z.string({ error: 'Put it into REGISTRY_OIDC_CLIENT_SECRET or the --config file.' }).min(1),
  name: z.string().trim().min(1).max(40),
  makesAccounts: z.boolean(),
});

export const hostedSchema = z.object({
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .transform((text) => text.replace(/\/+$/, ''))
    .refine((text) => {
      const { pathname, search, hash } = new URL(text);
      return pathname === '/' && search === '' && hash === '';
    }, 'The public address is a scheme and a host, such as https://registry.example.org.'),
  name: z.string().min(1).max(100),
  description: z.string().max(500),
  operationsPort: z.number().int().min(0).max(65_535),
  trustedProxies: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])),
  drainMs: z.number().int().min(0),
  mirror: z
    .object({
      origin: z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, '')),
      everyMs: z.number().int().min(1000),
    })
    .optional(),
  provider: providerSchema.optional(),
  ciIssuers: z.array(issuerSchema).optional(),
});
