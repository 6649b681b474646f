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

/** What a file shows, read again when `contents` is another: the folder has changed. Undefined while it is being read. */
export function usePreview(
  addonId: string,
  path: string | undefined,
  contents: AddonContents,
): Outcome<FilePreview> | undefined {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (path === undefined) return;
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
  return answer !== undefined && answer.path === path ? answer.outcome : undefined;
}
