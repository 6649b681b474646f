import { createHash, type Hash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { AppError, Outcome } from '../../../preload/contract.ts';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import { MAX_UNPACKED_BYTES } from '../../../protocol/index.ts';
import { checkBaseUrl } from '../../settings/index.ts';
import { explainAnswer, perform, TIMEOUTS } from '../client/index.ts';

export interface Download {
  /** As the registry gave it; may lead to another host. */
  readonly location: string;
  readonly registryUrl: string;
  /** Lower-case hex SHA-256 that the file must have. */
  readonly hash: string;
  /** How many bytes the registry says it has; undefined where it does not say. */
  readonly size?: number | undefined;
  readonly savedTo: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** Fetches a package file. What does not have its hash is never put under its name. */
export async function downloadPackage(download: Download): Promise<Outcome<{ savedTo: string; hash: string }>> {
  const url = safeLocation(download);
  if (!url.ok) return url;
  const draft = `${download.savedTo}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(draft, 'wx').catch((cause: unknown) => notSaved(cause));
  if (!('write' in file)) return { ok: false, error: file };
  const hash = createHash('sha256');
  try {
    const fault = await fetchInto(file, hash, url.value, download);
    if (fault) return { ok: false, error: fault };
    const found = hash.digest('hex');
    if (found !== download.hash.toLowerCase()) return { ok: false, error: HASH_DIFFERS };
    await file.sync();
    await file.close();
    await rename(draft, download.savedTo);
    return { ok: true, value: { savedTo: download.savedTo, hash: found } };
  } catch (cause) {
    return { ok: false, error: notSaved(cause) };
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

/** Where the registry does not say: no package is larger than what may be in it. */
const MOST_BYTES = MAX_UNPACKED_BYTES;

/** Undefined when every byte is in the file. Trouble with the disk is told apart from trouble with the network. */
async function fetchInto(file: FileHandle, hash: Hash, url: string, download: Download): Promise<AppError | undefined> {
  let diskFault: AppError | undefined;
  let tooLong = false;
  const most = download.size || MOST_BYTES;
  let bytes = 0;
  const outcome = await perform({
    method: 'GET',
    url,
    // No token: the location is a capability of its own, and the host may be a stranger.
    headers: {},
    timeouts: TIMEOUTS,
    signal: download.signal,
    onBody: async (body) => {
      tooLong = (body.downloadProgress.total ?? 0) > most;
      if (tooLong) throw new Error('longer than announced');
      for await (const chunk of body as AsyncIterable<Buffer>) {
        tooLong = bytes + chunk.length > most;
        // Whatever comes now cannot be the file, and would only fill the disk.
        if (tooLong) throw new Error('longer than announced');
        hash.update(chunk);
        await file.write(chunk).catch((cause: unknown) => {
          diskFault = notSaved(cause);
          throw cause;
        });
        bytes += chunk.length;
        download.onProgress?.(bytes);
      }
    },
  });
  if (diskFault !== undefined) return diskFault;
  if (tooLong) return HASH_DIFFERS;
  if (outcome.kind === 'none') return outcome.fault.error;
  return outcome.status === 200 ? undefined : explainAnswer(outcome.status, outcome.text);
}

/** A registry on another machine may not send us to this one, nor to anything that is not the web. */
function safeLocation({ location, registryUrl }: Download): Outcome<string> {
  const url = URL.parse(location, `${registryUrl}/`);
  const isLocal = (address: URL) => address.protocol === 'http:';
  // A path with a query (a signed link) is fine here; only scheme and host matter.
  const checked = url && checkBaseUrl(`${url.protocol}//${url.host}`);
  if (!url || !checked?.ok || (isLocal(url) && !isLocal(new URL(registryUrl)))) {
    return { ok: false, error: fault('unsafe_location.text') };
  }
  return { ok: true, value: url.href };
}

const HASH_DIFFERS: AppError = { ...fault('hash_differs.text'), retry: 'repeat' };

function notSaved(cause: unknown): AppError {
  return fault('not_saved.because', reasonOf(cause));
}
