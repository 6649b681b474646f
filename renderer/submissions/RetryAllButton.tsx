import { Button } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { hasReleaseFailed } from '../../preload/contract/phases.ts';
import { useReleases } from '../stores/releases.ts';
import { useSubmissions } from '../stores/submissions.ts';
import { text } from '../text/text.ts';
import { countRetryable } from './retryable.ts';
import { retryAllFailed } from './submission-actions.ts';

export function RetryAllButton() {
  const releases = useReleases();
  const sent = releases.all.filter(hasReleaseFailed).length;
  const failed = useSubmissions((state) => countRetryable(state, releases)) + sent;
  if (failed === 0) return undefined;
  return (
    <Button leftSection={<RotateCcw size="0.9375rem" aria-hidden="true" />} onClick={() => void retryAllFailed()}>
      {text.hangar.retryAll(failed)}
    </Button>
  );
}
