import { useEffect, useState } from 'react';
import type { FilePreview, Outcome } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

/** Keys held down run over many files; only the one they stop at is read. */
const STOPS_AT_MS = 120;

interface Answer {
  readonly path: string;
  readonly outcome: Outcome<FilePreview>;
}

/** What a file shows, read again when `contents` is another: the folder has changed. Null while it is being read. */
export function usePreview(addonId: string, path: string | null, contents: unknown): Outcome<FilePreview> | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the contents are no input, their change is the reason to ask again
  useEffect(() => {
    if (path === null) return;
    let isOver = false;
    const timer = setTimeout(() => {
      void ask(bridge().addons.preview({ id: addonId, path })).then((outcome) => {
        if (!isOver) setAnswer({ path, outcome });
      });
    }, STOPS_AT_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [addonId, path, contents]);
  return answer !== null && answer.path === path ? answer.outcome : null;
}
