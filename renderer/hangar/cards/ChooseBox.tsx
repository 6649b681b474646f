import type { AddonSummary } from '../../../preload/contract.ts';
import { text } from '../../text/text.ts';
import { choose, useChoice } from '../state/choice.ts';
import styles from './choose-box.module.css';

/** Ticks an add-on for what is done with many; with Shift, all up to it. */
export function ChooseBox({ addon: { id, name } }: { readonly addon: AddonSummary }) {
  const chosen = useChoice((state) => state.chosen.has(id));
  return (
    <input
      type="checkbox"
      className={styles.chooseBox}
      aria-label={text.hangar.many.choose(name)}
      checked={chosen}
      onChange={({ currentTarget, nativeEvent }) =>
        choose(id, currentTarget.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}
