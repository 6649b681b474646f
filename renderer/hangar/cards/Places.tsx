import { Lamp, Literal } from '../../parts/signs/Chip.tsx';
import { useReleases } from '../../stores/releases.ts';
import { text } from '../../text/text.ts';
import styles from './body.module.css';
import { placesOf } from './places.ts';

const t = text.hangar.card;

/** What Loadmaster brought where, place by place: a place that was left out of the last release is seen at once. */
export function Places({ addonId }: { readonly addonId: string }) {
  const places = useReleases(({ all }) => placesOf(all, addonId));
  if (places.length === 0) return undefined;
  return (
    <ul className={styles.places} aria-label={t.places}>
      {places.map(({ name, version, forTesters, isNewest }) => (
        <li key={name}>
          <Lamp light={isNewest ? 'ok' : 'past'}>
            <bdi>{name}</bdi> <Literal>{version}</Literal>
            {forTesters && ` ${t.forTesters}`}
          </Lamp>
        </li>
      ))}
    </ul>
  );
}
