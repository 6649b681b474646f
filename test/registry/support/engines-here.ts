import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import type { StorageSettings } from '../../../main/registry/storage/open-storage.ts';
import { missing } from '../../destinations/peers/peer.ts';
import { type Gateway, RADOSGW_PROGRAMS, startRadosgw } from '../../destinations/peers/radosgw.ts';
import { makeFolder } from '../../make-folder.ts';
import { type Postgres, postgresMissing, startPostgres } from './postgres.ts';

// PostgreSQL and Ceph's S3 service on this machine, and places for registries on them.

/** Why they cannot be started here. For `describe.skipIf`. */
export function enginesMissing(): string | undefined {
  return postgresMissing() ?? missing(...RADOSGW_PROGRAMS);
}

export interface Place extends StorageSettings {
  readonly dataDir: string;
}

export interface Engines {
  /** A new place whose rows and files lie where it says. */
  place(on: { readonly rows: boolean; readonly files: boolean }): Promise<Place>;
  /** What `serve` and `work` are told of it, as a configuration file has it. */
  settings(place: Place): Record<string, string>;
  stop(): Promise<void>;
}

export interface EnginesHere extends Engines {
  readonly postgres: Postgres;
  readonly gateway: Gateway;
}

/** `memoryBytes` is what fits into the bucket, where that is not the usual. */
export async function startEngines(memoryBytes?: number): Promise<EnginesHere> {
  const folder = makeFolder('registry-engines');
  const [gateway, postgres] = await Promise.all([startRadosgw(folder, memoryBytes), startPostgres()]);
  const stop = async () => {
    await Promise.all([gateway.kill(), postgres.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...(await enginesOn(gateway, postgres, folder)), postgres, gateway, stop };
}

/** Places on servers that run, in a bucket of their own; `folder` holds what they keep on the disk. */
export async function enginesOn(
  { endpoint, accessKey, secret }: Pick<Gateway, 'endpoint' | 'accessKey' | 'secret'>,
  { newDatabase }: Pick<Postgres, 'newDatabase'>,
  folder: string,
): Promise<Omit<Engines, 'stop'>> {
  const name = `registry-${randomUUID()}`;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
  const client = new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  await client.createBucket({ Bucket: name });
  client.destroy();
  let places = 0;
  return {
    async place({ rows, files }) {
      places += 1;
      const dataDir = join(folder, `place${places}`);
      mkdirSync(dataDir);
      const bucket = {
        ...{ bucket: name, folder: `place${places}`, endpoint, region: 'us-east-1', accessKey, secret },
        downloads: 'stream' as const,
      };
      return {
        dataDir,
        ...(rows && { database: await newDatabase() }),
        ...(files && { bucket }),
      };
    },
    settings: ({ dataDir, database, bucket }) => ({
      data: dataDir,
      ...(database !== undefined && { database }),
      ...(bucket !== undefined && {
        ...{ bucket: name, 's3-endpoint': endpoint, 's3-access-key': accessKey, 's3-secret': secret },
        ...{ 's3-folder': bucket.folder, downloads: bucket.downloads },
      }),
    }),
  };
}
