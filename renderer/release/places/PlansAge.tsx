import type { AddonSummary } from '../../../preload/contract.ts';
import styles from '../../destinations/destinations.module.css';
import { formatBytes } from '../../format/numbers.ts';
import { formatAgo } from '../../format/time.ts';
import { useNow } from '../../stores/clock.ts';
import { usePlans } from '../../stores/plans.ts';
import { text } from '../../text/text.ts';

const t = text.destinations;

/** How old is what the rows say of places, or why nothing is said. */
export function PlansAge({ addon }: { readonly addon: AddonSummary }) {
  const looked = usePlans((all) => all[addon.id]);
  const now = useNow(looked !== undefined && !looked.busy);
  if (looked === undefined) return undefined;
  return <span className={styles.dim}>{lookedSentence(looked, addon.sizeBytes, now)}</span>;
}

type Looked = NonNullable<ReturnType<typeof usePlans.getState>[string]>;

function lookedSentence({ busy, error, plans, askedAt }: Looked, sizeBytes: number, now: number): string {
  if (busy) return t.looking;
  if (error?.code === 'not_by_itself') return t.lookLarge(formatBytes(sizeBytes));
  return plans.length === 0 ? '' : t.lookedAt(formatAgo(askedAt, now));
}
