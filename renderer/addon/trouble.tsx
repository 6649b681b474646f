import { Button } from '@mantine/core';
import type { AddonSummary } from '../../preload/contract.ts';
import { locateAddon } from '../commands/add-folder.ts';
import { refreshAddon } from '../commands/addon.ts';
import { Empty } from '../parts/Empty.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { goTo } from '../stores/place.ts';
import { text } from '../text/text.ts';
import styles from './addon.module.css';

const t = text.addon;

export function GoneAddon() {
  return (
    <div className={styles.screen}>
      <Empty title={t.gone} text={t.goneHint}>
        <Button variant="filled" onClick={() => goTo({ screen: 'hangar' })}>
          {t.backToHangar}
        </Button>
      </Empty>
    </div>
  );
}

export function MissingFolder({ addon }: { readonly addon: AddonSummary }) {
  return (
    <ErrorNote
      title={t.missing.title}
      error={{ code: 'folder_missing', message: t.missing.text(addon.folder) }}
      onRetry={() => void refreshAddon(addon.id)}
      retryLabel={text.hangar.card.lookAgain}
    >
      <Button variant="filled" onClick={() => void locateAddon(addon)}>
        {text.hangar.card.locate}
      </Button>
    </ErrorNote>
  );
}

/** In the place of what only the folder can tell. */
export function FolderNeeded() {
  return <Empty title={t.missing.title} text={t.missing.known} />;
}
