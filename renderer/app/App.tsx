import { Kbd } from '@mantine/core';
import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { isUnderWay } from '../../preload/contract/phases.ts';
import { useGathering } from '../commands/gathering.ts';
import { formatPercent } from '../format/numbers.ts';
import { useAddons } from '../stores/addons.ts';
import { openPalette } from '../stores/palette.ts';
import { usePlace } from '../stores/place.ts';
import { useProgress, useSubmission, useSubmissions } from '../stores/submissions.ts';
import { shareOf } from '../submissions/describe.ts';
import { progressNow } from '../submissions/progress-now.ts';
import { text } from '../text/text.ts';
import { CandidateDialog } from './add-folder/CandidateDialog.tsx';
import { DropZone } from './add-folder/DropZone.tsx';
import { FolderPicker } from './add-folder/FolderPicker.tsx';
import { FaultBoundary } from './FaultBoundary.tsx';
import { ConnectionSwitcher } from './frame/ConnectionSwitcher.tsx';
import styles from './frame/frame.module.css';
import { LinkBar } from './frame/LinkBar.tsx';
import { Notices } from './frame/Notices.tsx';
import { Rail } from './frame/Rail.tsx';
import { RehearsalSign } from './frame/RehearsalSign.tsx';
import { PaletteHost } from './palette/PaletteHost.tsx';
import { paletteKeys } from './palette/shortcuts.ts';
import { showPlace } from './screens.tsx';

const t = text.frame;
const CONTENT_ID = 'content';

export function App() {
  return (
    <DropZone>
      <a className={styles.skip} href={`#${CONTENT_ID}`} onClick={skipToContent}>
        {t.skipToContent}
      </a>
      <div className={styles.frame}>
        <Rail />
        <div className={styles.head}>
          <LinkBar />
          <TopBar />
        </div>
        <main id={CONTENT_ID} className={styles.content} tabIndex={-1}>
          <CurrentScreen />
        </main>
      </div>
      <Notices />
      <FolderPicker />
      <CandidateDialog />
      <GatherHost />
      <PaletteHost />
    </DropZone>
  );
}

const GatherDialog = lazy(async () => ({ default: (await import('./add-folder/GatherDialog.tsx')).GatherDialog }));

function GatherHost() {
  const open = useGathering((state) => state.open);
  return (
    open && (
      <Suspense>
        <GatherDialog key={open.paths.join()} gathering={open} />
      </Suspense>
    )
  );
}

// The fragment of the address is the place, so the skip link moves the focus by hand.
function skipToContent(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById(CONTENT_ID)?.focus();
}

function CurrentScreen() {
  const place = usePlace((state) => state.place);
  return (
    <FaultBoundary place={place}>
      <Suspense fallback={<p className={styles.waiting}>{text.common.loading}</p>}>{showPlace(place)}</Suspense>
    </FaultBoundary>
  );
}

function TopBar() {
  const place = usePlace((state) => state.place);
  const addonName = useAddons(({ byId }) => (place.screen === 'addon' ? byId[place.addonId]?.name : undefined));
  const title = addonName ?? t.screens[place.screen];
  useWindowTitle(title);
  return (
    <header className={styles.top}>
      <button type="button" className={styles.palette} onClick={openPalette}>
        <Search size="0.9375rem" aria-hidden="true" />
        <span className={styles.paletteWords}>{t.palette.open}</span>
        <Kbd size="xs">{paletteKeys()}</Kbd>
      </button>
      <span className={styles.topSpring} />
      <RehearsalSign />
      <ConnectionSwitcher />
    </header>
  );
}

// The window's title shows how far the first running submission is.
function useWindowTitle(screen: string): void {
  const runningId = useSubmissions(({ ids, byId }) =>
    ids.find((id) => {
      const submission = byId[id];
      return submission !== undefined && isUnderWay(submission);
    }),
  );
  const running = useSubmission(runningId ?? '');
  const percent = useProgress((all) => {
    const share = running ? shareOf(progressNow(running, all[running.id])) : undefined;
    return share === undefined ? undefined : formatPercent(share);
  });
  useEffect(() => {
    document.title = t.windowTitle(screen, percent);
  }, [screen, percent]);
}
