import { S3 } from '@aws-sdk/client-s3';
import { startRadosgw } from '../peers/radosgw.ts';

const BUCKET = 'depots';

/** The S3 service of Ceph that all authors share: it is heavy to start. It is never killed while somebody counts on it. */
export async function startSharedBucket(folder: string) {
  const gateway = await startRadosgw(folder);
  const { endpoint, accessKey, secret, port } = gateway;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
  const client = new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  await client.createBucket({ Bucket: BUCKET });
  let counting = 0;
  let back: Promise<void> | undefined;
  return {
    ...{ bucket: BUCKET, port, accessKey, secret },
    /** Ends it for so long; false where somebody counts on it, or it is ended already. */
    killFor(ms: number): boolean {
      if (counting > 0 || back !== undefined) return false;
      back = gateway
        .killGateway()
        .then(() => new Promise((resolve) => setTimeout(resolve, ms)))
        .then(() => gateway.startGateway())
        .finally(() => {
          back = undefined;
        });
      return true;
    },
    /** It is there from now on until `work` is done. */
    async whileThere<T>(work: () => Promise<T>): Promise<T> {
      counting++;
      try {
        await back;
        return await work();
      } finally {
        counting--;
      }
    },
    /** Everything that lies in a folder of the bucket. */
    async files(inside: string): Promise<Map<string, Buffer>> {
      const { Contents = [] } = await client.listObjectsV2({ Bucket: BUCKET, Prefix: `${inside}/` });
      const found = Contents.map(async ({ Key = '' }): Promise<[string, Buffer]> => {
        const { Body } = await client.getObject({ Bucket: BUCKET, Key });
        return [Key.slice(inside.length + 1), Buffer.from((await Body?.transformToByteArray()) ?? [])];
      });
      return new Map(await Promise.all(found));
    },
    async close() {
      await back;
      client.destroy();
      await gateway.kill();
    },
  };
}

export type SharedBucket = Awaited<ReturnType<typeof startSharedBucket>>;
