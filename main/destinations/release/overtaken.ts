import { fault } from '../../../preload/messages/index.ts';
import { compareVersions } from '../../../protocol/index.ts';
import { type Destination, type DestinationCall, DestinationError } from '../destination.ts';
import type { DestinationProgress } from './record.ts';

/**
 * What the place has now, before anything is written there. Throws where that is newer than the release and came since the author began
 * it: going on would take users back. What was newer already then, the author meant to replace.
 */
export async function refuseOvertaken(
  destination: Destination,
  version: string,
  { settings, foundThere }: Pick<DestinationProgress, 'settings' | 'foundThere'>,
  call: DestinationCall,
): Promise<string | undefined> {
  const there = await destination.versionThere(call);
  if (there === undefined || foundThere === undefined || there === foundThere || !isNewer(there, version)) return there;
  throw new DestinationError(fault('superseded.there', settings.name, there, version));
}

/** What is no version at all, as in a cfg written by hand, is not newer. */
function isNewer(there: string, version: string): boolean {
  const plain = there
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '');
  return compareVersions(plain, version) > 0;
}
