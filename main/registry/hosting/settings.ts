import { z } from 'zod';

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
}

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
});
