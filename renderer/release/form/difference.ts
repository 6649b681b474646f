import type { ReleaseDraft } from '../../../preload/contract.ts';
import { normalizePackageId, parseSelection, tidyXPlaneSelection } from '../../../protocol/index.ts';
import { platformsText } from '../../parts/platforms.ts';
import { text } from '../../text/text.ts';
import type { FormRow, ReleaseModel } from './model.ts';

const t = text.release.against;

/** What the form says otherwise than the last version did, one line each. */
export function differences(previous: ReleaseDraft, model: ReleaseModel): readonly string[] {
  const lines: string[] = [];
  const before = canonical(previous.xpSelection);
  const now = canonical(model.xpSelection);
  if (before !== now) lines.push(t.fields.xpSelection(before, now));
  if (previous.access !== model.access) {
    lines.push(t.fields.access(text.release.access[previous.access], text.release.access[model.access]));
  }
  const platforms = [platformsText(previous.platforms), platformsText(model.platforms)] as const;
  if (platforms[0] !== platforms[1]) lines.push(t.fields.platforms(...platforms));
  lines.push(...rowDifferences(previous.dependencies, model.dependencies));
  lines.push(...rowDifferences(previous.incompatibilities, model.incompatibilities));
  return lines;
}

function rowDifferences(before: ReleaseDraft['dependencies'], now: readonly FormRow[]): string[] {
  const was = new Map(before.map(([id, selection]) => [fullId(id), canonical(selection)]));
  const is = new Map(now.map(({ id, selection }) => [fullId(id), canonical(selection)]));
  const lines: string[] = [];
  for (const [id, selection] of is) {
    const old = was.get(id);
    if (old === undefined) lines.push(t.rowAdded(id, selection));
    else if (old !== selection) lines.push(t.rowChanged(id, old, selection));
  }
  for (const [id, selection] of was) if (!is.has(id)) lines.push(t.rowRemoved(id, selection));
  return lines;
}

function canonical(selection: string): string {
  const parsed = parseSelection(tidyXPlaneSelection(selection));
  return parsed.ok ? parsed.value.canonical : selection;
}

function fullId(id: string): string {
  const parsed = normalizePackageId(id);
  return parsed.ok ? parsed.value.full : id;
}
