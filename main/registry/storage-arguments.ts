import { z } from 'zod';
import type { StorageSettings } from './storage/open-storage.ts';

// Where a registry keeps its rows and files, as its options, its environment or its configuration file say it.

export const STORAGE_USAGE = `Rows and files elsewhere (docs/hosting.md); the secrets only by environment or file:

  --database URL        a PostgreSQL database, postgres://user:password@host/name
  --bucket NAME         an S3 bucket; the secret of its key is REGISTRY_S3_SECRET
  --s3-endpoint URL     of a service other than Amazon's
  --s3-public-endpoint URL  where readers reach it, if elsewhere
  --s3-region NAME      us-east-1 by default
  --s3-folder NAME      where in the bucket
  --s3-access-key ID    without it the settings of the machine count
  --downloads HOW       redirect (to the bucket, the default) or stream (through this process)`;

export const STORAGE_OPTIONS = {
  database: { type: 'string' },
  bucket: { type: 'string' },
  's3-endpoint': { type: 'string' },
  's3-public-endpoint': { type: 'string' },
  's3-region': { type: 'string' },
  's3-folder': { type: 'string' },
  's3-access-key': { type: 'string' },
  's3-secret': { type: 'string' },
  downloads: { type: 'string' },
} as const;

type Values = { readonly [name in keyof typeof STORAGE_OPTIONS]?: string | undefined };

function address(protocol: RegExp, like: string) {
  return z.url({ protocol, error: `An address such as ${like}.` });
}

const web = address(/^https?$/, 'https://s3.example.org').refine(
  (text) => new URL(text).pathname === '/',
  'Scheme and host alone; the bucket has an option of its own.',
);

const storageSchema = z
  .object({
    database: address(/^postgres(ql)?$/, 'postgres://user:password@host/name').optional(),
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'Not the name of a bucket.')
      .optional(),
    's3-endpoint': web.optional(),
    's3-public-endpoint': web.optional(),
    's3-region': z.string().min(1).default('us-east-1'),
    's3-folder': z
      .string()
      .regex(/^[\w./-]*$/, 'Letters, digits, ".", "_", "-" and "/".')
      .transform((text) => text.replace(/^\/+|\/+$/g, ''))
      .default(''),
    's3-access-key': z.string().min(1).optional(),
    's3-secret': z.string().min(1).optional(),
    downloads: z.enum(['redirect', 'stream'], 'redirect or stream.').default('redirect'),
  })
  .refine((all) => (all['s3-access-key'] === undefined) === (all['s3-secret'] === undefined), {
    path: ['s3-access-key'],
    message: 'An access key and REGISTRY_S3_SECRET go together.',
  })
  .refine((all) => all.bucket !== undefined || all['s3-endpoint'] === undefined, {
    path: ['s3-endpoint'],
    message: 'It goes with --bucket.',
  });

type Read =
  | { readonly ok: true; readonly storage: Pick<StorageSettings, 'database' | 'bucket'> }
  | { readonly ok: false; readonly message: string };

/** What is wrong names the option and never its value: that may be a secret. */
export function readStorage(values: Values): Read {
  const given = Object.fromEntries(Object.keys(STORAGE_OPTIONS).map((name) => [name, values[name as keyof Values]]));
  const read = storageSchema.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { ok: false, message: `--${String(issue?.path[0])}: ${issue?.message}` };
  }
  const { database, bucket, downloads } = read.data;
  if (bucket === undefined) return { ok: true, storage: { database } };
  const place = {
    bucket,
    downloads,
    folder: read.data['s3-folder'],
    endpoint: read.data['s3-endpoint'],
    publicEndpoint: read.data['s3-public-endpoint'],
    region: read.data['s3-region'],
    accessKey: read.data['s3-access-key'],
    secret: read.data['s3-secret'],
  };
  return { ok: true, storage: { database, bucket: place } };
}
