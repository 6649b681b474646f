import { Button } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { useSubmissions } from '../stores/submissions.ts';
import { text } from '../text/text.ts';
import { retryAllFailed } from './act.ts';
import { countRetryable } from './retryable.ts';

export function RetryAllButton() {
  const failed = useSubmissions(countRetryable);
  if (failed === 0) return null;
  return (
    <Button leftSection={<RotateCcw size={15} aria-hidden="true" />} onClick={() => void retryAllFailed()}>
      {text.hangar.retryAll(failed)}
    </Button>
  );
}
