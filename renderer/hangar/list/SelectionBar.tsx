import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { removeAddons } from '../../commands/add-folder.ts';
import { BusyButton } from '../../parts/BusyButton.tsx';
import { text } from '../../text/text.ts';
import { chooseAll, chooseNone, useChoice } from '../state/choice.ts';
import type { Listed } from '../state/listing.ts';
import { canRetry, checkMany, retryMany } from './bulk-actions.ts';
import styles from './selection.module.css';

const PublishMany = lazy(async () => ({ default: (await import('./PublishMany.tsx')).PublishMany }));

const t = text.hangar.many;

/** What can be done with all that are ticked, and nothing that could not. */
export function SelectionBar({ all }: { readonly all: readonly Listed[] }) {
  const chosen = useChoice((state) => state.chosen);
  const shown = useChoice((state) => state.order.length);
  const [publishing, setPublishing] = useState<readonly Listed[]>();
  const listed = all.filter(({ addon }) => chosen.has(addon.id));
  const retryable = listed.filter(({ subject }) => canRetry(subject));
  const publishable = listed.filter(({ standing }) => standing === 'changed' || standing === 'new');
  if (listed.length === 0) return undefined;
  const remove = async () => {
    await removeAddons(listed.map(({ addon }) => addon));
    chooseNone();
  };
  return (
    <section className={styles.selection} aria-label={t.title}>
      <strong>{t.chosen(listed.length)}</strong>
      <span className={styles.acts}>
        <BusyButton onPress={() => checkMany(listed)}>{t.check}</BusyButton>
        {publishable.length > 0 && (
          <Button variant="filled" onClick={() => setPublishing(publishable)}>
            {t.publish(publishable.length)}
          </Button>
        )}
        {retryable.length > 0 && <Button onClick={() => void retryMany(retryable)}>{t.retry(retryable.length)}</Button>}
        <Button onClick={() => void remove()}>{t.remove}</Button>
      </span>
      <span className={styles.end}>
        {listed.length < shown && (
          <Button variant="subtle" onClick={chooseAll}>
            {t.all(shown)}
          </Button>
        )}
        <Button variant="subtle" onClick={chooseNone}>
          {t.none}
        </Button>
      </span>
      {publishing && (
        <Suspense>
          <PublishMany listed={publishing} onClose={() => setPublishing(undefined)} />
        </Suspense>
      )}
    </section>
  );
}
