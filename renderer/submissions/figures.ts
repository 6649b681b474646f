import type { Progress } from '../../preload/contract.ts';
import { formatBytes, formatBytesOf, formatCount, formatRate } from '../format/numbers.ts';
import { formatDuration } from '../format/time.ts';
import { text } from '../text/text.ts';

const { figures } = text.submissions;

/** 41.2 of 66.0 MB · 8.1 MB/s · 3 s left: only what is known. */
export function progressFigures(progress: Progress | undefined): readonly string[] {
  if (!progress) return [];
  const parts: string[] = [];
  if (progress.total !== null && progress.total > 0) {
    const { done, total } = formatBytesOf(progress.done, progress.total);
    parts.push(figures.sent(done, total));
  } else if (progress.done > 0) {
    parts.push(formatBytes(progress.done));
  }
  if (progress.filesTotal) {
    parts.push(figures.files(formatCount(progress.filesDone ?? 0), formatCount(progress.filesTotal)));
  }
  if (progress.bytesPerSecond) parts.push(formatRate(progress.bytesPerSecond));
  if (progress.etaSeconds !== null && progress.etaSeconds > 0)
    parts.push(figures.left(formatDuration(progress.etaSeconds)));
  if (progress.reusedBytes) parts.push(figures.reused(formatBytes(progress.reusedBytes)));
  return parts;
}
