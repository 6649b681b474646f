import { useMemo } from 'react';
import type { ReleaseStart } from '../../preload/contract.ts';
import { formatBytes, formatBytesChange } from '../format/numbers.ts';
import { classes } from '../parts/classes.ts';
import { Panel } from '../parts/layout/Panel.tsx';
import { addonChanges } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { differences } from './form/difference.ts';
import type { ReleaseForm } from './form/forms.ts';
import styles from './release.module.css';

const t = text.release.against;
const SHOWN = 12;

type ChangedFile = NonNullable<ReleaseStart['changes']>['files'][number];

/** What this release changes: files against the last one sent from here, and the form against the last version. */
export function ChangesPanel({ form: { target, start, model } }: { readonly form: ReleaseForm }) {
  const changes = addonChanges.use({ addonId: target.addonId });
  const { previous } = start;
  const inForm = useMemo(() => (previous ? differences(previous, model) : []), [previous, model]);
  const files = changes.value?.files ?? start.changes?.files;
  const since = changes.value?.since ?? start.changes?.counts.since ?? previous?.packageVersion;
  if (since === undefined) return undefined;
  return (
    <Panel title={t.title(since)}>
      {files === undefined ? <p className={styles.dim}>{t.unknown}</p> : <Files files={files} />}
      {inForm.length > 0 && (
        <>
          <p className={classes(styles.dim, styles.formNote)}>{t.form}</p>
          <ul className={styles.files}>
            {inForm.slice(0, SHOWN).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Files({ files }: { readonly files: readonly ChangedFile[] }) {
  const count = (change: ChangedFile['change']) => files.filter((file) => file.change === change).length;
  if (files.length === 0) return <p className={styles.dim}>{t.same}</p>;
  return (
    <>
      <p className={styles.dim}>{t.counts(count('changed'), count('added'), count('removed'))}</p>
      <ul className={styles.files}>
        {files.slice(0, SHOWN).map(({ path, change, sizeBefore, sizeNow }) => (
          <li key={path} className={styles.file}>
            <span aria-hidden="true">{t.change[change]}</span>
            <span className="visually-hidden">{t.changeWord[change]}</span>
            <bdi className={styles.filePath} title={path}>
              {path}
            </bdi>
            <span className={styles.fileSize}>{sizeChange(sizeBefore, sizeNow)}</span>
          </li>
        ))}
      </ul>
      {files.length > SHOWN && <p className={styles.dim}>{t.more(files.length - SHOWN)}</p>}
    </>
  );
}

function sizeChange(before: ChangedFile['sizeBefore'], now: ChangedFile['sizeNow']): string {
  if (before === null) return now === null ? '' : formatBytes(now);
  return now === null || now === before ? '' : formatBytesChange(now - before);
}
