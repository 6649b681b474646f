import { Checkbox } from '@mantine/core';
import { text } from '../../text/text.ts';
import styles from '../hangar.module.css';
import { chooseMany, useChoice } from '../state/choice.ts';
import type { Group } from '../state/listing.ts';
import { STANDING_LIGHTS } from '../state/standing.ts';

const t = text.hangar;

/** What the add-ons below have in common, and one tick for all of them. */
export function GroupHeading({ group: { by, listed } }: { readonly group: Group }) {
  const ids = listed.map(({ addon }) => addon.id);
  const ticked = useChoice((state) => ids.filter((id) => state.chosen.has(id)).length);
  if (by === undefined) return undefined;
  const name = 'standing' in by ? t.standings[by.standing] : t.kindGroups[by.kind];
  return (
    <div className={styles.groupHead} data-light={'standing' in by ? STANDING_LIGHTS[by.standing] : undefined}>
      <Checkbox
        size="xs"
        aria-label={t.many.chooseGroup(name)}
        checked={ticked === ids.length}
        indeterminate={ticked > 0 && ticked < ids.length}
        onChange={(event) => chooseMany(ids, event.currentTarget.checked)}
      />
      <h2 className={styles.groupTitle}>{name}</h2>
      <span className={styles.facts}>{listed.length}</span>
    </div>
  );
}
