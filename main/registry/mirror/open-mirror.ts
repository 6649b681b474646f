import { stat } from 'node:fs/promises';
import { errorText } from '../../../preload/contract/error-text.ts';
import type { ExportSource } from '../../static-registry/index.ts';
import type { Store } from '../storage/database/store.ts';
import type { Blobs } from '../storage/files/blobs.ts';
import {
  beginToFollow,
  countMirrored,
  endFollowing,
  findMirrored,
  findMirroredContent,
  findMirroredFile,
  type MirrorCounts,
  type MirroredFile,
  mirrorState,
  putMirroredHash,
  replaceMirrored,
  setMirroredSize,
} from '../storage/packages/mirrored.ts';
import { claimContent } from '../storage/sweep-shared.ts';
import { offerable, openOrigin } from './origin.ts';

/** What of another registry's this one can answer for. */
export interface Mirror {
  /** Its address. */
  readonly origin: string;
  /** The version as the origin lists it, with its hash; 'away' when the origin would have to be asked and is not there. */
  version(id: string, version: string): Promise<MirroredVersion | 'away' | undefined>;
  /** The content of a hash, fetched now if it is not here yet. */
  content(hash: string): Promise<{ readonly fileName: string; readonly size: number } | 'away' | undefined>;
  state(): Promise<MirrorReport>;
  /** Begins to follow the origin, at once and from time to time. */
  follow(): void;
  close(): Promise<void>;
}

export interface MirroredVersion {
  readonly hash: string;
  readonly dependencies: readonly (readonly [string, string])[];
  readonly incompatibilities: readonly (readonly [string, string])[];
}

/** `followedAt` is when the origin's list was read last; `fault` why it could not be since. */
export interface MirrorReport extends MirrorCounts {
  readonly origin: string;
  readonly followedAt: string | undefined;
  readonly fault: string | undefined;
}

interface MirrorOptions {
  readonly db: Store;
  readonly files: Blobs;
  readonly origin: string;
  readonly everyMs: number;
  readonly onChanged: (packageId: string) => void;
  readonly onError: (error: unknown) => void;
}

const ANSWER_MS = 30_000;
/** A package of some gigabytes over a slow line; a connection that says nothing ends earlier. */
const FETCH_MS = 3_600_000;
/** Each process looks so often whether the time has come; one of them begins. */
const LOOKS_EACH = 4;

type Ask = () => Promise<ExportSource>;

/** Reads the origin's list from time to time. What this process is told of it is what it looked at itself. */
function openFollower({ db, origin, everyMs, onChanged, onError }: MirrorOptions, ask: Ask, stopped: AbortSignal) {
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    if (!(await beginToFollow(db, origin, everyMs))) return;
    try {
      const packages = await (await ask()).packages();
      for (const id of await replaceMirrored(db, offerable(packages))) onChanged(id);
      await endFollowing(db, origin, undefined);
    } catch (error) {
      if (!stopped.aborted) await endFollowing(db, origin, errorText(error));
    }
  };
  return {
    follow() {
      const begin = () => {
        looking = look().catch(onError);
      };
      begin();
      timer = setInterval(begin, Math.ceil(everyMs / LOOKS_EACH)).unref();
    },
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

export function openMirror(options: MirrorOptions): Mirror {
  const { db, origin: address, onError } = options;
  const origin = openOrigin(db, address);
  const stopped = new AbortController();
  const within = (ms: number) => AbortSignal.any([stopped.signal, AbortSignal.timeout(ms)]);
  const fetching = new Map<string, Promise<number>>();
  const follower = openFollower(options, () => origin.ask(within(ANSWER_MS)), stopped.signal);

  const hashOf = async (id: string, version: string): Promise<string | undefined> => {
    const known = await findMirroredFile(db, id, version);
    if (known !== undefined) return known.hash;
    const found = await (await origin.ask(within(ANSWER_MS))).file(id, version);
    if (found !== undefined) await putMirroredHash(db, id, version, found.hash);
    return found?.hash;
  };

  const fetchOnce = (file: MirroredFile): Promise<number> => {
    const begun = fetching.get(file.hash) ?? fetchContent(options, origin.ask(within(FETCH_MS)), file);
    fetching.set(file.hash, begun);
    return begun.finally(() => fetching.delete(file.hash));
  };

  return {
    origin: address,
    async version(id, version) {
      const listed = (await findMirrored(db, [id])).get(id)?.versions.find((one) => one.version === version);
      if (listed === undefined) return undefined;
      try {
        const hash = await hashOf(id, version);
        return hash === undefined ? undefined : { ...listed, hash };
      } catch (error) {
        onError(error);
        return 'away';
      }
    },
    async content(hash) {
      const file = await findMirroredContent(db, hash);
      if (file === undefined) return undefined;
      try {
        return { fileName: `${file.packageId}@${file.version}.xpkg`, size: file.size ?? (await fetchOnce(file)) };
      } catch (error) {
        onError(error);
        return 'away';
      }
    },
    async state() {
      const { followedAt, fault } = await mirrorState(db, address);
      const at = followedAt === undefined ? undefined : new Date(followedAt).toISOString();
      return { origin: address, followedAt: at, fault, ...(await countMirrored(db)) };
    },
    follow: follower.follow,
    async close() {
      stopped.abort();
      await Promise.allSettled([follower.close(), ...fetching.values()]);
      origin.close();
    },
  };
}

/** Stored under its hash, which the download has compared; only then is it known to be here. Returns its size. */
async function fetchContent(
  { db, files }: Pick<MirrorOptions, 'db' | 'files'>,
  asked: ReturnType<ReturnType<typeof openOrigin>['ask']>,
  { packageId, version, hash }: MirroredFile,
): Promise<number> {
  const source = await asked;
  const found = await source.file(packageId, version);
  if (found?.hash !== hash) {
    if (found !== undefined) await putMirroredHash(db, packageId, version, found.hash);
    throw new Error(`The origin has another file for ${packageId} ${version} than it had before.`);
  }
  const path = files.tempPath(`mirror-${hash}`);
  try {
    await source.download(found, path);
    const { size } = await stat(path);
    await claimContent(db, hash);
    await files.keepContent(path, hash);
    await setMirroredSize(db, hash, size);
    return size;
  } finally {
    await files.remove(path);
  }
}
