import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3 } from '@aws-sdk/client-s3';
import { errorText } from '../../../../preload/contract/error-text.ts';
import { makePrivateFolder } from '../../../disk/index.ts';
import { DataFolderError } from '../database/store.ts';
import { type Blobs, BlobsUnavailable, type ByteRange, type StoredFile } from './blobs.ts';
import { sendFile } from './s3-send.ts';
import type { BucketSettings } from './s3-settings.ts';

const TRIES = 3;
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/** The files of a registry in a bucket. What is under way lies in a folder of this process until it is sent. */
export async function openS3Blobs(scratch: string, settings: BucketSettings): Promise<Blobs> {
  const { S3 } = await import('@aws-sdk/client-s3');
  const client = new S3(connection(settings, settings.endpoint));
  const { bucket, folder } = settings;
  const prefix = folder === '' ? '' : `${folder}/`;
  const contentKey = (hash: string): string => `${prefix}contents/${hash.slice(0, 2)}/${hash}.xpkg`;
  const uploadKey = (id: string): string => `${prefix}uploads/${id}.zip`;
  // One name for all would be taken away by another process that starts in the same moment.
  await checkBucket(client, settings, `${prefix}probe-${randomUUID()}`);
  await makePrivateFolder(scratch);
  const address = settings.downloads === 'redirect' ? await addressMaker(settings) : undefined;
  const removeKey = async (Key: string): Promise<void> => {
    await client.deleteObject({ Bucket: bucket, Key });
  };

  return {
    tempDir: scratch,
    tempPath: (name) => join(scratch, name),
    remove: (path) => rm(path, { recursive: true, force: true }),
    async emptyTemp() {
      for (const name of await readdir(scratch)) await rm(join(scratch, name), { recursive: true, force: true });
    },
    keepUpload: async (path, id) => {
      await sendFile({ client, bucket, key: uploadKey(id) }, path);
    },
    async uploadAsFile(id, workDir) {
      await mkdir(workDir, { recursive: true, mode: 0o700 });
      const path = join(workDir, 'upload.zip');
      await orAway(async () => {
        const { Body } = await client.getObject({ Bucket: bucket, Key: uploadKey(id) });
        await pipeline(streamOf(Body), createWriteStream(path, { mode: 0o600 }));
      });
      return path;
    },
    removeUpload: (id) => removeKey(uploadKey(id)),
    listUploads: () => listFiles(client, bucket, `${prefix}uploads/`, '.zip'),
    async keepContent(path, hash) {
      if ((await orAway(() => sendFile({ client, bucket, key: contentKey(hash) }, path))) === hash) return;
      await removeKey(contentKey(hash));
      throw new Error('The package changed while it was being stored.');
    },
    async openContent(hash, range) {
      const Range = range === undefined ? undefined : asHeader(range);
      return streamOf((await client.getObject({ Bucket: bucket, Key: contentKey(hash), Range })).Body);
    },
    addressOf: async (hash, fileName) => address?.(contentKey(hash), fileName),
    removeContent: (hash) => removeKey(contentKey(hash)),
    listContents: () => listFiles(client, bucket, `${prefix}contents/`, '.xpkg'),
    async close() {
      client.destroy();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** No answer, half of one, or one that says that the service itself is in trouble. A full disk here is another thing. */
async function orAway<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isAway(error) ? new BlobsUnavailable(errorText(error), { cause: error }) : error;
  }
}

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  if ((typeof code === 'string' && AWAY.has(code)) || error.name === 'TimeoutError') return true;
  return ($metadata?.httpStatusCode ?? 0) >= 500 || error.message === 'aborted';
}

function asHeader({ start, end }: ByteRange): string {
  return `bytes=${start}-${end}`;
}

function connection(settings: BucketSettings, endpoint: string | undefined) {
  const { region, accessKey, secret } = settings;
  return {
    region,
    maxAttempts: TRIES,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(accessKey !== undefined && { credentials: { accessKeyId: accessKey, secretAccessKey: secret ?? '' } }),
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // Older services refuse the newer sums; Content-MD5 is understood by all of them, and each write has it.
    requestChecksumCalculation: 'WHEN_REQUIRED' as const,
    responseChecksumValidation: 'WHEN_REQUIRED' as const,
  };
}

/** A bucket that cannot be written, read and cleared is better known at the start than at the first upload. */
async function checkBucket(client: S3, { bucket, endpoint }: BucketSettings, key: string): Promise<void> {
  try {
    await client.putObject({ Bucket: bucket, Key: key, Body: Buffer.from('probe') });
    const { Body } = await client.getObject({ Bucket: bucket, Key: key });
    await Body?.transformToByteArray();
    await client.deleteObject({ Bucket: bucket, Key: key });
  } catch (error) {
    const where = endpoint === undefined ? '' : ` at ${endpoint}`;
    const why = error instanceof Error ? error.name : String(error);
    throw new DataFolderError(`The bucket ${bucket}${where} cannot be used: ${why}.`);
  }
}

/** Long enough for a slow line to begin; a download under way goes on after it. */
const ADDRESS_SECONDS = 3600;

async function addressMaker(settings: BucketSettings): Promise<(key: string, fileName: string) => Promise<string>> {
  const [{ S3, GetObjectCommand }, { getSignedUrl }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ]);
  // What the processes reach and what the readers reach may be two addresses of one service.
  const client = new S3(connection(settings, settings.publicEndpoint ?? settings.endpoint));
  return (Key, fileName) => {
    const ResponseContentDisposition = `attachment; filename="${fileName}"`;
    // The address opens a private version to whoever has it for an hour: no cache on the way keeps what it gave.
    const ResponseCacheControl = 'private';
    const named = { Bucket: settings.bucket, Key, ResponseContentDisposition, ResponseCacheControl };
    const command = new GetObjectCommand(named);
    return getSignedUrl(client, command, { expiresIn: ADDRESS_SECONDS });
  };
}

function streamOf(body: unknown): Readable {
  if (body instanceof Readable) return body;
  throw new Error('The S3 service answered without a body.');
}

async function listFiles(client: S3, bucket: string, prefix: string, suffix: string): Promise<StoredFile[]> {
  const found: StoredFile[] = [];
  for (let token: string | undefined; ; ) {
    const page = await client.listObjectsV2({ Bucket: bucket, Prefix: prefix, ContinuationToken: token });
    for (const { Key = '', Size = 0 } of page.Contents ?? []) {
      if (!Key.endsWith(suffix)) continue;
      found.push({ name: Key.slice(Key.lastIndexOf('/') + 1, -suffix.length), size: Size });
    }
    if (page.IsTruncated !== true) return found;
    token = page.NextContinuationToken;
  }
}
