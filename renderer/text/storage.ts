import type { LocalRegistry } from '../../preload/contract.ts';
import { formatBytes } from '../format/numbers.ts';
import { text } from './text.ts';

/** What is used of what the registry gives; null is no limit. */
export function storageText(used: number, total: LocalRegistry['totalStorage']): string {
  return total === null
    ? text.common.unlimited(formatBytes(used))
    : text.common.usedOf(formatBytes(used), formatBytes(total));
}
