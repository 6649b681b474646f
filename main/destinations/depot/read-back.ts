import { fault } from '../../../preload/messages/index.ts';
import { DEPOT_FILES, MAX_DEPOT_LIST_BYTES } from '../../../protocol/index.ts';
import { type DestinationCall, DestinationError } from '../destination.ts';
import { type ReadBackOptions, waitUntilSeen } from '../wait-until-seen.ts';
import type { DepotWork } from './depot-plan.ts';
import { openHttpSource } from './doctor/http-source.ts';

/** Of the files themselves a few are fetched; the carrier has counted the bytes of all of them. */
const MOST_FILES = 16;
const MOST_FILE_BYTES = 8 * 1024 * 1024;

export interface ReleasedDepot {
  readonly work: DepotWork;
  /** By this run: these are looked at first. */
  readonly sent: ReadonlySet<string>;
  readonly version: string;
}

/** Over the public address, until every control file is the new one. Returns files that come otherwise than the lists say. */
export async function readBack(
  url: string,
  { work, sent, version }: ReleasedDepot,
  { signal }: DestinationCall,
  options?: ReadBackOptions,
): Promise<string[]> {
  const source = openHttpSource(url);
  try {
    await waitUntilSeen(firstBehind, (behind) => stillOld(url, version, behind), signal, options);
    const small = work.files.filter(({ size, once }) => size <= MOST_FILE_BYTES && !once);
    const some = [...small.filter(({ path }) => sent.has(path)), ...small.filter(({ path }) => !sent.has(path))];
    const wrong: string[] = [];
    for (const { path, size, crc32 } of some.slice(0, MOST_FILES)) {
      const facts = await source.facts(path, size, signal);
      if (facts.kind !== 'file' || facts.size !== size || facts.crc32 !== crc32) wrong.push(path);
    }
    return wrong;
  } finally {
    source.close();
  }

  async function firstBehind(): Promise<string | undefined> {
    for (const [name, text] of [...work.texts].reverse()) {
      const answer = await source.read(name, MAX_DEPOT_LIST_BYTES, signal);
      if (answer.kind !== 'file' || !Buffer.from(text).equals(answer.bytes)) return name;
    }
    return undefined;
  }
}

function stillOld(url: string, version: string, name: string): DestinationError {
  const error =
    name === DEPOT_FILES.cfg ? fault('not_seen_yet.depot', url, version) : fault('not_seen_yet.list', url, name);
  return new DestinationError(error, { passing: true });
}
