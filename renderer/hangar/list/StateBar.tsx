import { classes } from '../../parts/classes.ts';
import { text } from '../../text/text.ts';
import stripes from '../standing.module.css';
import { changeFilter, useChoice } from '../state/choice.ts';
import type { Listed } from '../state/listing.ts';
import { STANDINGS } from '../state/standing.ts';
import styles from './states.module.css';

const t = text.hangar;

/** How many add-ons stand how, as one line in the stripes of their cards. A stretch that is pressed shows only its own. */
export function StateBar({ all }: { readonly all: readonly Listed[] }) {
  const wanted = useChoice((state) => state.filter.standing);
  const parts = STANDINGS.map((standing) => ({
    standing,
    there: all.filter((one) => one.standing === standing).length,
  })).filter(({ standing, there }) => there > 0 || standing === wanted);
  return (
    <fieldset className={styles.states}>
      <legend className="visually-hidden">{t.byState}</legend>
      {parts.map(({ standing, there }) => (
        <button
          key={standing}
          type="button"
          className={classes(stripes.stripe, styles.state)}
          style={{ flexGrow: there }}
          data-standing={standing}
          aria-pressed={standing === wanted}
          onClick={() => changeFilter({ standing: standing === wanted ? undefined : standing })}
        >
          <span className={styles.count}>{there}</span> {t.counted[standing](there)}
        </button>
      ))}
    </fieldset>
  );
}
