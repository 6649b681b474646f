import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useId, useState } from 'react';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatAgo, formatDateTime } from '../format/time.ts';
import tableStyles from '../parts/layout/table.module.css';
import { Chip, Literal } from '../parts/signs/Chip.tsx';
import { useNow } from '../stores/clock.ts';
import { statusLight } from '../submissions/published.ts';
import { statusWord } from '../submissions/status-word.ts';
import { explain } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { RetryButton } from './RetryButton.tsx';
import { VersionDetails } from './VersionDetails.tsx';
import { VersionMenu } from './VersionMenu.tsx';
import type { VersionRowProps } from './version-row-props.ts';
import styles from './versions.module.css';

const COLUMNS = 9;

export const VersionRow = memo(function VersionRow(props: VersionRowProps) {
  const { version: row } = props;
  const { status, access, size, installedSize, downloads } = row;
  const [isOpen, setOpen] = useState(false);
  const now = useNow(false);
  const id = useId();
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <>
      <tr>
        <td>
          <button
            type="button"
            className={styles.opener}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            <Arrow size="0.875rem" aria-hidden="true" />
            <Literal>{row.version}</Literal>
          </button>
        </td>
        <td>
          <Chip light={statusLight(status)}>{statusWord(status)}</Chip>
          {status !== 'processed' && <p className={styles.meaning}>{explain(status).sentence}</p>}
        </td>
        <td>{access === null ? text.common.unknown : text.release.access[access]}</td>
        <td className={styles.selection}>
          <Literal>{row.xpSelection}</Literal>
        </td>
        <td className={tableStyles.figure}>{size > 0 ? formatBytes(size) : ''}</td>
        <td className={tableStyles.figure}>{installedSize > 0 ? formatBytes(installedSize) : ''}</td>
        <td className={tableStyles.when} title={formatDateTime(row.uploadedAt)}>
          {formatAgo(row.uploadedAt, now)}
        </td>
        <td className={tableStyles.figure}>{formatCount(downloads)}</td>
        <td>
          <span className={tableStyles.actions}>
            {row.retryable && <RetryButton {...props} />}
            <VersionMenu {...props} />
          </span>
        </td>
      </tr>
      {isOpen && (
        <tr id={id} className={styles.opened}>
          <td colSpan={COLUMNS}>
            <VersionDetails {...props} />
          </td>
        </tr>
      )}
    </>
  );
});
