import type { AddonSummary } from '../../../preload/contract.ts';
import { Literal } from '../../parts/signs/Chip.tsx';
import { placeToHash } from '../../stores/place.ts';
import { text } from '../../text/text.ts';
import styles from './name.module.css';

interface NameProps {
  readonly addon: AddonSummary;
  readonly headingId: string;
}

/** What an add-on is called, as the way to it, with its id below. */
export function CardName({ addon: { id, name, folder, packageId }, headingId }: NameProps) {
  return (
    <>
      <h2 id={headingId}>
        <a className={styles.name} title={folder} href={placeToHash({ screen: 'addon', addonId: id, tab: 'contents' })}>
          <bdi>{name}</bdi>
        </a>
      </h2>
      <p className={styles.id}>{packageId === null ? text.hangar.card.noId : <Literal>{packageId}</Literal>}</p>
    </>
  );
}
