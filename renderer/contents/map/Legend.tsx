import { formatBytes } from '../../format/numbers.ts';
import { text } from '../../text/text.ts';
import type { FileType } from './file-types.ts';
import styles from './map.module.css';
import type { TypeSum } from './map-tree.ts';

const t = text.contents.map;

interface LegendProps {
  readonly sums: readonly TypeSum[];
  /** The one type that is shown; undefined for all. */
  readonly only: FileType | undefined;
  readonly onOnly: (type: FileType | undefined) => void;
}

/** What the colours mean and how much of each there is; a press shows that type alone. */
export function Legend({ sums, only, onOnly }: LegendProps) {
  return (
    <fieldset className={styles.legend} aria-label={t.legend}>
      {sums.map(({ type, bytes, files }) => (
        <button
          key={type}
          type="button"
          className={styles.type}
          data-type={type}
          aria-pressed={only === type}
          title={t.onlyType(text.common.files(files))}
          onClick={() => onOnly(only === type ? undefined : type)}
        >
          <span className={styles.swatch} aria-hidden="true" />
          {t.types[type]} <span className={styles.typeSize}>{formatBytes(bytes)}</span>
        </button>
      ))}
    </fieldset>
  );
}
