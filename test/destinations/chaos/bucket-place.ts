import { S3 } from '@aws-sdk/client-s3';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { cuttingProxy } from '../carriers/cutting-proxy.ts';
import { startRadosgw } from '../peers/radosgw.ts';

const BUCKET = 'depots';
const FOLDER = 'depot';

/** A depot in a bucket of Ceph's, behind a proxy that cuts. */
export async function openBucketPlace(folder: string) {
  const gateway = await startRadosgw(folder);
  const { endpoint, accessKey, secret, port } = gateway;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
  const client = new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  await client.createBucket({ Bucket: BUCKET });
  const cut = await cuttingProxy(port);
  const settings: DestinationSettings = {
    ...{ kind: 'skunkcrafts', name: 'bucket', url: `${endpoint}/${BUCKET}/${FOLDER}/` },
    place: {
      ...{ carrier: 's3', bucket: BUCKET, folder: FOLDER, endpoint: `http://127.0.0.1:${cut.port}`, accessKey },
      publicRead: true,
    },
  };
  return {
    settings,
    secret,
    cut,
    stop: () => gateway.killGateway(),
    start: () => gateway.startGateway(),
    /** Everything that lies there, past the proxy. */
    async files(): Promise<Map<string, Buffer>> {
      const { Contents = [] } = await client.listObjectsV2({ Bucket: BUCKET, Prefix: `${FOLDER}/` });
      const found = Contents.map(async ({ Key = '' }): Promise<[string, Buffer]> => {
        const { Body } = await client.getObject({ Bucket: BUCKET, Key });
        return [Key.slice(FOLDER.length + 1), Buffer.from((await Body?.transformToByteArray()) ?? [])];
      });
      return new Map(await Promise.all(found));
    },
    async close() {
      client.destroy();
      await cut.close();
      await gateway.kill();
    },
  };
}
