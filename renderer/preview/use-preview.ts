import { useEffect, useState } from 'react';
import type { AddonContents, FilePreview, Outcome } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

/** Keys held down run over many files; only the one they stop at is read. */
const STOPS_AT_MS = 120;

interface Answer {
  readonly path: string;
  /** What the folder held when it was asked for. */
  readonly contents: AddonContents;
  readonly outcome: Outcome<FilePreview>;
}

/** What a file shows, read again when `contents` is another: the folder has changed. Null while it is being read. */
export function usePreview(addonId: string, path: string | null, contents: AddonContents): Outcome<FilePreview> | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (path === null) return;
    let isOver = false;
    const timer = setTimeout(() => {
      void ask(bridge().addons.preview({ id: addonId, path })).then((outcome) => {
        if (!isOver) setAnswer({ path, contents, outcome });
      });
    }, STOPS_AT_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [addonId, path, contents]);
  return answer !== null && answer.path === path ? answer.outcome : null;
}
