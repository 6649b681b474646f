import { useEffect } from 'react';
import { RenderedNotes } from '../notes/RenderedNotes.tsx';
import { Facts } from '../parts/layout/Panel.tsx';
import { platformsText } from '../parts/platforms.ts';
import { Code, Literal } from '../parts/signs/Chip.tsx';
import { keptNotes } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import type { VersionRowProps } from './version-row-props.ts';
import styles from './versions.module.css';

const t = text.versions;

/** What a row has no room for: the notes, and what the registry says of the version. */
export function VersionDetails({ packageId, version: row }: VersionRowProps) {
  const { value, state } = keptNotes.use({ packageId });
  // A version may have been sent since they were asked for.
  useEffect(() => void keptNotes.load({ packageId }), [packageId]);
  const notes = value?.find(({ version }) => version === row.version);
  return (
    <div className={styles.details}>
      <section aria-label={text.release.notes.label} className={styles.detailNotes}>
        {notes && <RenderedNotes text={notes.text} />}
        {!notes && state === 'ready' && <p className={styles.dim}>{t.noNotes}</p>}
      </section>
      <Facts
        facts={[
          [text.release.platforms.label, platformsText(row.platforms)],
          ...lists(row),
          ...(row.hash === null ? [] : [[t.hash, <Code key="hash">{row.hash}</Code>] as const]),
        ]}
      />
    </div>
  );
}

function lists(row: VersionRowProps['version']) {
  return (['dependencies', 'incompatibilities'] as const)
    .filter((list) => row[list].length > 0)
    .map((list) => [text.release.lists[list].title, <Rows key={list} rows={row[list]} />] as const);
}

function Rows({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <>
      {rows.map(([id, selection]) => (
        <p key={id}>
          <Literal>
            {id} {selection}
          </Literal>
        </p>
      ))}
    </>
  );
}
