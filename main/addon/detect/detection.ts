import type { AddonKind } from '../../../preload/contract/addons.ts';
import type { Message } from '../../../preload/messages/index.ts';
import type { Platforms } from '../../../protocol/index.ts';
import type { Candidate } from './candidate.ts';
import type { PlatformFault, PluginBinary, PluginPlatforms } from './platforms.ts';
import type { Suggestion } from './suggest.ts';

export type SceneryKind = 'airport' | 'overlay' | 'mesh';

/** What an add-on is, as far as its files tell. */
export interface Detection {
  readonly kind: AddonKind;
  /** Set for scenery. */
  readonly sceneryKind?: SceneryKind;
  /** Where in the folder the add-on begins; '' unless everything is one or more levels down. */
  readonly root: string;
  /** Every add-on in the folder. More than one means that they should be offered one by one. */
  readonly candidates: readonly Candidate[];
  readonly platforms: Platforms;
  readonly plugins: readonly PluginBinary[];
  /** Where each plugin that X-Plane loads runs. */
  readonly pluginPlatforms: readonly PluginPlatforms[];
  readonly platformFaults: readonly PlatformFault[];
  readonly suggested: Suggestion;
  /** Why, in sentences for the author. */
  readonly evidence: readonly Message[];
}
