import { memo } from 'react';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatDate } from '../format/time.ts';
import { statusLight } from '../hangar/card.ts';
import { Chip, Literal } from '../parts/Chip.tsx';
import tableStyles from '../parts/table.module.css';
import { explain } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { RetryButton } from './RetryButton.tsx';
import { VersionMenu } from './VersionMenu.tsx';
import type { VersionRowProps } from './version-row-props.ts';
import styles from './versions.module.css';

export const VersionRow = memo(function VersionRow(props: VersionRowProps) {
  const { version: row } = props;
  const { status, access, size, installedSize, downloads } = row;
  return (
    <tr>
      <td>
        <Literal>{row.version}</Literal>
      </td>
      <td>
        <Chip light={statusLight(status)}>{status}</Chip>
        {status !== 'processed' && <p className={styles.meaning}>{meaning(status)}</p>}
      </td>
      <td>{access === null ? text.common.unknown : text.release.access[access]}</td>
      <td>
        <Literal>{row.xpSelection}</Literal>
      </td>
      <td className={tableStyles.figure}>{size > 0 ? formatBytes(size) : ''}</td>
      <td className={tableStyles.figure}>{installedSize > 0 ? formatBytes(installedSize) : ''}</td>
      <td className={tableStyles.when}>{formatDate(row.uploadedAt)}</td>
      <td className={tableStyles.figure}>{formatCount(downloads)}</td>
      <td>
        <span className={tableStyles.actions}>
          {row.retryable && <RetryButton {...props} />}
          <VersionMenu {...props} />
        </span>
      </td>
    </tr>
  );
});

function meaning(status: string): string {
  return explain(status).sentence;
}
