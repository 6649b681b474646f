import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import type { RegistryOptions } from '../../../main/registry/start.ts';
import { type Place, startEngines } from '../../registry/support/engines-here.ts';
import { forgetPeak, peakMegabytes } from '../process-cost.ts';
import { FIELDS, repeated, TOKEN, upload } from '../registry/upload.ts';
import { type Figure, median } from '../section.ts';
import { serveHosted } from './processes.ts';
import type { Tools } from './tools.ts';

const MB = 1_000_000;
const BYTES = 300 * MB;
const RUNS = 5;
const CROWD = 100;
const CROWD_BYTES = 50 * MB;
/** What a hundred uploads of fifty megabytes need, and the others beside them. */
const BUCKET_BYTES = 12 * 1_073_741_824;

const seed = {
  authors: [{ authorId: 'bench', tokens: [{ token: TOKEN }] }],
  packages: [{ packageId: FIELDS.packageId }],
};
export function optionsOf(place: Place): RegistryOptions {
  return { ...place, seed, processing: false };
}

/** Uploads to one process whose files go into a bucket: a large one, and a hundred at once. */
export async function benchUploading(folder: string, tools: Tools): Promise<Figure[]> {
  const engines = await startEngines(BUCKET_BYTES);
  try {
    const place = await engines.place({ rows: true, files: true });
    await (await serveHosted(optionsOf(place))).stop();
    const server = await serveHosted(optionsOf(place));
    try {
      return [...(await largeUploads(folder, server, place, tools)), await manyUploads(server)];
    } finally {
      await server.stop();
    }
  } finally {
    await engines.stop();
  }
}

async function largeUploads(
  folder: string,
  server: { readonly url: string; readonly pid: number },
  place: Place,
  tools: Tools,
): Promise<Figure[]> {
  const file = join(folder, 'large');
  const chunk = randomBytes(1_000_000);
  await writeFile(file, repeated(chunk, BYTES));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const alone = await sendBySdk(file, place, tools);
    const took = await upload(server, `1.${run}.0`, BYTES, createReadStream(file, { highWaterMark: 1_048_576 }));
    // The first of each only warms up.
    if (run === 0) continue;
    ours.push(took);
    theirs.push(alone);
  }
  const share = median(theirs) / median(ours);
  const rate = (ms: number) => `${(BYTES / MB / (ms / 1000)).toFixed(0)} MB/s`;
  return [
    {
      what: '300 MB uploaded, until the 204, the file in the bucket',
      measured: `${rate(median(ours))}; the AWS SDK's own upload of the same file: ${rate(median(theirs))} (${share.toFixed(2)} of it)`,
      ...{ target: '>= 0.8 of it', met: share >= 0.8 },
    },
  ];
}

/** @aws-sdk/lib-storage with what it does unasked, into the same bucket. */
async function sendBySdk(file: string, { bucket }: Place, tools: Tools): Promise<number> {
  if (bucket === undefined) throw new Error('The registry keeps its files on the disk.');
  const { Upload } = tools.require('@aws-sdk/lib-storage') as {
    Upload: new (options: object) => { done(): Promise<unknown> };
  };
  const { endpoint = '', region, accessKey = '', secret = '' } = bucket;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
  const client = new S3({ endpoint, region, forcePathStyle: true, credentials });
  const target = { Bucket: bucket.bucket, Key: 'by-the-sdk' };
  const begun = performance.now();
  await new Upload({ client, params: { ...target, Body: createReadStream(file) } }).done();
  const took = performance.now() - begun;
  await client.deleteObject(target);
  client.destroy();
  return took;
}

async function manyUploads(server: { readonly url: string; readonly pid: number }): Promise<Figure> {
  const chunk = randomBytes(65_536);
  forgetPeak(server.pid);
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: CROWD }, (_, at) => upload(server, `2.${at}.0`, CROWD_BYTES, repeated(chunk, CROWD_BYTES))),
  );
  const seconds = (performance.now() - begun) / 1000;
  const peak = peakMegabytes(server.pid);
  return {
    what: `memory of the process at ${CROWD} uploads of 50 MB at once, all accepted`,
    measured: `${peak.toFixed(0)} MB, ${((CROWD * CROWD_BYTES) / MB / seconds).toFixed(0)} MB/s`,
    ...{ target: '< 250 MB', met: peak < 250 },
  };
}
