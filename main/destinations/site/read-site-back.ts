import { createHash } from 'node:crypto';
import { fault } from '../../../preload/messages/index.ts';
import { STATIC_INDEX, type StaticRegistry, signedIndexSchema, staticFilePath } from '../../../protocol/index.ts';
import { openSignedIndex } from '../../publish/index.ts';
import { openHttpSource } from '../depot/doctor/http-source.ts';
import type { DepotSource } from '../depot/doctor/source.ts';
import { type DestinationCall, DestinationError } from '../destination.ts';
import { type ReadBackOptions, waitUntilSeen } from '../wait-until-seen.ts';
import { versionIn } from './site-index.ts';

const MOST_INDEX_BYTES = 256 * 1024 * 1024;
/** A larger package is not fetched again; the carrier has counted its bytes. */
const MOST_FILE_BYTES = 8 * 1024 * 1024;

interface Wanted {
  readonly packageId: string;
  readonly version: string;
  readonly hash: string;
  readonly size: number;
  /** Whose signature readers of the site know. */
  readonly publicKey: string;
}

/** Over the public address, until it lists the version; then its file, when it is small. */
export async function readSiteBack(
  url: string,
  { packageId, version, hash, size, publicKey }: Wanted,
  { signal }: DestinationCall,
  options?: ReadBackOptions,
): Promise<void> {
  const source = openHttpSource(url);
  try {
    await waitUntilSeen(
      async () => {
        const seen = versionIn(await publicIndex(source, signal, publicKey), packageId, version);
        return seen?.hash === hash ? undefined : STATIC_INDEX;
      },
      () => {
        return new DestinationError(fault('not_seen_yet.site', url, packageId, version), {
          passing: true,
        });
      },
      signal,
      options,
    );
    if (size > MOST_FILE_BYTES) return;
    const path = staticFilePath(hash);
    const answer = await source.read(path, size, signal);
    if (answer.kind === 'file' && createHash('sha256').update(answer.bytes).digest('hex') === hash) return;

    throw new DestinationError(fault('not_served.site', path, url));
  } finally {
    source.close();
  }
}

/** What a reader of the site finds; undefined where there is no index that holds, or it is signed by somebody else than asked for. */
export async function publicIndex(
  source: DepotSource,
  signal: AbortSignal,
  publicKey?: string,
): Promise<StaticRegistry | undefined> {
  const answer = await source.read(STATIC_INDEX, MOST_INDEX_BYTES, signal);
  if (answer.kind !== 'file') return undefined;
  try {
    const signed = signedIndexSchema.parse(JSON.parse(Buffer.from(answer.bytes).toString('utf8')));
    return publicKey === undefined || signed.publicKey === publicKey ? openSignedIndex(signed) : undefined;
  } catch {
    return undefined;
  }
}
