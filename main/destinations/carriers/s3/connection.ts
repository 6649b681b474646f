import type { S3 } from '@aws-sdk/client-s3';
import { fault } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';
import { checkInnerPath } from '../inner-path.ts';
import { tlsOptions } from '../trust/certificate.ts';
import type { Trust } from '../trust/trust.ts';
import { watchedAgents } from '../watched-agents.ts';

export interface S3Place {
  readonly bucket: string;
  /** Where in the bucket; empty for all of it. */
  readonly folder: string;
  /** Of the service that speaks S3; Amazon's own otherwise. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** The access key's id, which is no secret. Without one the author's own AWS settings count (environment, profile). */
  readonly accessKey?: string | undefined;
  readonly secret?: string | undefined;
  /** For services where each file has to be opened to everybody. */
  readonly publicRead?: boolean | undefined;
  readonly idleMs?: number | undefined;
  /** Larger files are copied by the service in pieces of so many bytes. */
  readonly copyPieceBytes?: number | undefined;
}

export interface S3Connection {
  readonly client: S3;
  readonly place: S3Place;
  readonly trust: Trust;
  readonly host: string;
  readonly port: number;
  /** What every key of the depot begins with: empty, or with a slash at its end. */
  readonly prefix: string;
  /** An answer had to be given up since it did not end. */
  wasEndless(): boolean;
  close(): void;
}

const DEFAULT_REGION = 'us-east-1';

/** A call that failed by itself is made again so often; a release does its steps again besides. */
const TRIES = 2;

/** A service that takes the connection and then says nothing for so long is not one. */
const IDLE_MS = 30_000;

export async function connectS3(place: S3Place, trust: Trust, atOnce: number): Promise<S3Connection> {
  const { bucket, endpoint, accessKey, secret, region = DEFAULT_REGION } = place;
  const folder = place.folder.replaceAll(/^\/+|\/+$/g, '');
  if (folder !== '') checkInnerPath(folder);
  const { host, port } = readEndpoint(endpoint ?? `https://${bucket}.s3.${region}.amazonaws.com`);
  if (accessKey !== undefined && secret === undefined) {
    throw new CarrierError(fault('not_set_up.s3Secret', accessKey));
  }
  const { S3 } = await import('@aws-sdk/client-s3');
  const sockets = { keepAlive: true, maxSockets: atOnce * 4 };
  const { httpAgent, httpsAgent, wasEndless } = watchedAgents({ options: sockets, tls: tlsOptions(trust, host, port) });
  const client = new S3({
    region,
    maxAttempts: TRIES,
    // Not every service has buckets as host names.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(accessKey !== undefined && { credentials: { accessKeyId: accessKey, secretAccessKey: secret ?? '' } }),
    // Not `requestTimeout`: after that the library only warns.
    requestHandler: { httpAgent, httpsAgent, connectionTimeout: 15_000, socketTimeout: place.idleMs ?? IDLE_MS },
    // Older services refuse the newer sums; Content-MD5 is understood by all of them, and each write has it.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  signByMd5(client);
  const close = () => {
    client.destroy();
    httpAgent.destroy();
    httpsAgent.destroy();
  };
  return { client, place, trust, host, port, prefix: folder === '' ? '' : `${folder}/`, wasEndless, close };
}

/** A body whose MD5 is in the signed headers needs no second sum in them: SHA-256 takes longer than all else of a large file. */
function signByMd5(client: S3): void {
  client.middlewareStack.add(
    (next) => (call) => {
      const { request } = call;
      if (hasHeaders(request) && 'content-md5' in request.headers) {
        request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
      }
      return next(call);
    },
    // Behind what makes the request, before what signs it.
    { step: 'build', name: 'signByMd5' },
  );
}

function hasHeaders(request: unknown): request is { readonly headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request;
}

function readEndpoint(text: string): { readonly host: string; readonly port: number } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.pathname !== '/') {
    throw new CarrierError(fault('not_set_up.s3Address'));
  }
  return { host: url.hostname, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}
