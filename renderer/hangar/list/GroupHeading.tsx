import { Checkbox } from '@mantine/core';
import { classes } from '../../parts/classes.ts';
import { text } from '../../text/text.ts';
import hangar from '../hangar.module.css';
import stripes from '../standing.module.css';
import { chooseMany, useChoice } from '../state/choice.ts';
import type { Group } from '../state/listing.ts';
import { STANDING_LIGHTS } from '../state/standing.ts';
import styles from './group-heading.module.css';

const t = text.hangar;

/** What the add-ons below have in common, and one tick for all of them. */
export function GroupHeading({ group: { by, listed } }: { readonly group: Group }) {
  const ids = listed.map(({ addon }) => addon.id);
  const ticked = useChoice((state) => ids.filter((id) => state.chosen.has(id)).length);
  if (by === undefined) return undefined;
  const name = 'standing' in by ? t.standings[by.standing] : t.kindGroups[by.kind];
  return (
    <div
      className={classes(stripes.lit, styles.heading)}
      data-light={'standing' in by ? STANDING_LIGHTS[by.standing] : undefined}
    >
      <Checkbox
        size="xs"
        aria-label={t.many.chooseGroup(name)}
        checked={ticked === ids.length}
        indeterminate={ticked > 0 && ticked < ids.length}
        onChange={(event) => chooseMany(ids, event.currentTarget.checked)}
      />
      <h2 className={styles.title}>{name}</h2>
      <span className={hangar.facts}>{listed.length}</span>
    </div>
  );
}
