import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ChangedFile } from '../../preload/contract.ts';
import { matcher } from '../format/matcher.ts';
import { formatBytes } from '../format/numbers.ts';
import { Chip } from '../parts/signs/Chip.tsx';
import type { Light } from '../parts/signs/light.ts';
import { text } from '../text/text.ts';
import styles from './compare.module.css';
import type { Sides } from './sides.ts';
import { TextDiff } from './TextDiff.tsx';

const t = text.compare;
const PORTION = 100;
const LIGHTS: Readonly<Record<ChangedFile['change'], Light>> = { added: 'ok', changed: 'flight', removed: 'bad' };

interface ChangedFilesProps {
  readonly sides: Sides;
  readonly files: readonly ChangedFile[];
}

export function ChangedFiles({ sides, files }: ChangedFilesProps) {
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(PORTION);
  const [open, setOpen] = useState<string>();
  if (files.length === 0) return <p role="status">{t.same}</p>;
  const count = (change: ChangedFile['change']) => files.filter((file) => file.change === change).length;
  const matches = matcher(query);
  const found = files.filter(({ path }) => matches(path));
  return (
    <>
      <div className={styles.tools}>
        <p role="status">{t.counts(count('changed'), count('added'), count('removed'))}</p>
        <TextInput
          size="xs"
          aria-label={t.filter}
          placeholder={t.filter}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <ul className={styles.files}>
        {found.slice(0, shown).map((file) => (
          <li key={file.path}>
            <button
              type="button"
              className={styles.file}
              aria-expanded={open === file.path}
              onClick={() => setOpen(open === file.path ? undefined : file.path)}
            >
              <Chip light={LIGHTS[file.change]}>{t.change[file.change]}</Chip>
              <bdi className={styles.path}>{file.path}</bdi>
              <span className={styles.size}>{sizes(file)}</span>
            </button>
            {open === file.path && <TextDiff sides={sides} path={file.path} />}
          </li>
        ))}
      </ul>
      {found.length > shown && (
        <Button variant="subtle" onClick={() => setShown(shown + PORTION)}>
          {t.more(found.length - shown)}
        </Button>
      )}
    </>
  );
}

function sizes({ sizeBefore, sizeNow }: ChangedFile): string {
  const before = sizeBefore === null ? undefined : formatBytes(sizeBefore);
  const now = sizeNow === null ? undefined : formatBytes(sizeNow);
  return before !== undefined && now !== undefined && before !== now ? t.sizes(before, now) : (now ?? before ?? '');
}
