import type { ScanResult } from '../scan/scan.ts';
import type { RuleFinding } from './rule.ts';

/**
 * .xpkgignore takes a name in any case, as gitignore does on most systems: where two files differ by case alone, leaving out one of
 * them would leave out both. Such a fix is not offered; the finding stays.
 */
export function withoutTooWideFixes(
  found: readonly RuleFinding[],
  { entries }: Pick<ScanResult, 'entries'>,
): readonly RuleFinding[] {
  if (!found.some(({ fix }) => fix?.leavesOut)) return found;
  const times = new Map<string, number>();
  for (const { path } of entries) times.set(path.toLowerCase(), (times.get(path.toLowerCase()) ?? 0) + 1);
  return found.map((finding) => {
    const { fix, path, ...rest } = finding;
    const isTooWide = fix?.leavesOut !== undefined && path !== undefined && (times.get(path.toLowerCase()) ?? 0) > 1;
    return isTooWide ? { ...rest, path } : finding;
  });
}
