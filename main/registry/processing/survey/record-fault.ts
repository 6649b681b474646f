import { onlyHere } from '../outcome.ts';
import type { CentralRecord } from '../zip/central-directory.ts';
import {
  DEFLATED,
  extraFault,
  FLAG_DESCRIPTOR,
  FLAG_ENCRYPTED,
  FLAG_HINTS,
  FLAG_MASKED_HEADERS,
  FLAG_STRONG_ENCRYPTION,
  FLAG_UTF8,
  LOCAL_HEADER_SIZE,
  NEWEST_VERSION,
  STORED,
} from '../zip/zip-format.ts';
import { showName } from './entry-name.ts';

/** The most that deflate can do: 258 bytes for every 2 bits. */
const MAX_RATIO = 1032;
/** UTF-8, a descriptor, and the two hints at how hard was compressed. */
const KNOWN_FLAGS = FLAG_UTF8 | FLAG_DESCRIPTOR | FLAG_HINTS;
const ENCRYPTION = FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS;

/** Why nobody may unpack an entry with these numbers, whatever its name is. */
export function recordFault(record: CentralRecord, directoryOffset: number): string | undefined {
  const named = (reason: string) => `${reason}: ${showName(record.name)}`;
  if (record.disk !== 0) return onlyHere('the archive is split over several files');
  if (record.flags & ENCRYPTION) return named('an entry is encrypted');
  if ((record.versionNeeded & 0xff) > NEWEST_VERSION) {
    return named('an entry asks for a newer format than its content needs, so that some programs leave it out');
  }
  const extra = extraFault(record.extra);
  if (extra !== undefined) return onlyHere(named(extra));
  if (record.flags & ~KNOWN_FLAGS) return onlyHere(named('an entry has flags that not every program knows'));
  if (record.method !== STORED && record.method !== DEFLATED) {
    return named(`an entry is compressed by method ${record.method}; only stored and deflated can be read everywhere`);
  }
  if (record.method === STORED && record.compressedSize !== record.uncompressedSize) {
    return named('a stored entry has two different sizes');
  }
  if (record.uncompressedSize > record.compressedSize * MAX_RATIO) {
    return onlyHere(
      named(`an entry claims to unpack to more than ${MAX_RATIO} times its size, which deflate cannot do`),
    );
  }
  const smallestEnd = record.localOffset + LOCAL_HEADER_SIZE + record.name.length + record.compressedSize;
  if (smallestEnd > directoryOffset) return named('an entry reaches into the listing');
  return undefined;
}
