import { normalizePackageId } from '../../../protocol/index.ts';
import { text } from '../../text/text.ts';
import type { FormRow } from '../form/model.ts';
import type { KnownPackage } from './completions.ts';

/**
 * What a registry takes and an author hardly means: the same package twice, or one that this registry does not know.
 * Nothing is said of an id that is wrong anyway, and nothing while nobody knows what the registry has.
 */
export function rowWarnings(
  rows: readonly FormRow[],
  known: readonly KnownPackage[] | undefined,
): ReadonlyMap<number, string> {
  const warnings = new Map<number, string>();
  const first = new Map<string, number>();
  const there = known && new Set(known.map(({ packageId }) => fullId(packageId)));
  for (const [at, row] of rows.entries()) {
    const id = fullId(row.id);
    if (id === undefined) continue;
    const before = first.get(id);
    if (before !== undefined) warnings.set(row.key, text.release.rowTwice(before + 1));
    else {
      first.set(id, at);
      if (there && !there.has(id)) warnings.set(row.key, text.release.rowUnknown);
    }
  }
  return warnings;
}

function fullId(typed: string): string | undefined {
  const id = normalizePackageId(typed);
  return id.ok ? id.value.full : undefined;
}
