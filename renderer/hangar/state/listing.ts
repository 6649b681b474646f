import type { AddonKind, AddonSummary, HangarView } from '../../../preload/contract.ts';
import { holdsWords } from '../../format/holds-words.ts';
import { locale } from '../../format/language.ts';
import type { CardSubject } from './card.ts';
import { STANDINGS, type Standing, type Subjects, standingOf } from './standing.ts';

export const FINDINGS_CHOICES = ['errors', 'warnings', 'none'] as const;
export type FindingsChoice = (typeof FINDINGS_CHOICES)[number];

/** Which add-ons are wanted; undefined asks for all. */
export interface HangarFilter {
  readonly query: string;
  readonly standing: Standing | undefined;
  readonly kind: AddonKind | undefined;
  readonly findings: FindingsChoice | undefined;
}

export const NO_FILTER: HangarFilter = { query: '', standing: undefined, kind: undefined, findings: undefined };

export function isFiltered({ query, standing, kind, findings }: HangarFilter): boolean {
  return query.trim() !== '' || standing !== undefined || kind !== undefined || findings !== undefined;
}

/** An add-on with what the list sorts and groups by. */
export interface Listed {
  readonly addon: AddonSummary;
  readonly subject: CardSubject;
  readonly standing: Standing;
}

export function listAddons(addons: readonly AddonSummary[], subjects: Subjects): Listed[] {
  return addons.map((addon) => {
    const subject = subjects.get(addon.id) ?? { about: 'folder' };
    return { addon, subject, standing: standingOf(addon, subject) };
  });
}

export function matches({ addon, standing }: Listed, wanted: HangarFilter): boolean {
  if (wanted.standing !== undefined && standing !== wanted.standing) return false;
  if (wanted.kind !== undefined && addon.kind !== wanted.kind) return false;
  if (wanted.findings !== undefined && !hasFindings(addon, wanted.findings)) return false;
  if (wanted.query.trim() === '') return true;
  return holdsWords(`${addon.name} ${addon.packageId} ${addon.kind} ${addon.folder}`, wanted.query);
}

function hasFindings({ findings: { error, warning } }: AddonSummary, wanted: FindingsChoice): boolean {
  if (wanted === 'errors') return error > 0;
  if (wanted === 'warnings') return warning > 0;
  return error === 0 && warning === 0;
}

/** The list comes in the order in which the add-ons were added. */
export function sortListed(listed: readonly Listed[], sort: HangarView['sort']): Listed[] {
  switch (sort) {
    case 'newest':
      return listed.toReversed();
    case 'name': {
      const byName = new Intl.Collator(locale(), { numeric: true, sensitivity: 'base' });
      return listed.toSorted((a, b) => byName.compare(a.addon.name, b.addon.name));
    }
    case 'published':
      return listed.toSorted((a, b) => (b.addon.lastPublished?.at ?? 0) - (a.addon.lastPublished?.at ?? 0));
    case 'size':
      return listed.toSorted((a, b) => b.addon.sizeBytes - a.addon.sizeBytes);
  }
}

export interface Group {
  readonly by: { readonly standing: Standing } | { readonly kind: AddonKind } | undefined;
  readonly listed: readonly Listed[];
}

export function groupListed(
  listed: readonly Listed[],
  group: HangarView['group'],
  kinds: readonly AddonKind[],
): Group[] {
  if (group === 'none') return [{ by: undefined, listed }];
  if (group === 'state') {
    return STANDINGS.map((standing) => ({
      by: { standing },
      listed: listed.filter((one) => one.standing === standing),
    })).filter(({ listed }) => listed.length > 0);
  }
  return kinds
    .map((kind) => ({ by: { kind }, listed: listed.filter(({ addon }) => addon.kind === kind) }))
    .filter(({ listed }) => listed.length > 0);
}
