import type { AddonSummary } from '../../../preload/contract.ts';
import { suggestVersion } from '../../../protocol/index.ts';
import { text } from '../../text/text.ts';

/** What the button says before its form is open: the number the form will suggest, as far as the last version tells. */
export function publishLabel({ lastPublished }: AddonSummary): string {
  return text.addon.publish(lastPublished ? (suggestVersion([lastPublished.version]) ?? '') : '');
}
