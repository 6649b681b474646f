import type { AddonSummary } from '../../../preload/contract.ts';
import { useAddon } from '../../stores/addons.ts';
import { activeOf, useConnections } from '../../stores/connections.ts';
import { latestRelease, useReleases } from '../../stores/releases.ts';
import { latestOf, useSubmissions } from '../../stores/submissions.ts';
import { type CardSubject, cardSubject } from '../state/card.ts';

/** An add-on and what is to be said of it; each card asks for its own, so that one change draws one card. */
export function useCard(id: string): { readonly addon: AddonSummary; readonly subject: CardSubject } | undefined {
  const addon = useAddon(id);
  const connectionId = useConnections((state) => activeOf(state)?.id);
  const latest = useSubmissions((state) => latestOf(state, id, connectionId));
  const release = useReleases((state) => latestRelease(state, id));
  return addon ? { addon, subject: cardSubject(addon, latest, release) } : undefined;
}
