import type { ShownPackage } from './package.ts';
import { firstLine, hostOf } from './words.ts';

/** What the start page says of a package: small, so that a registry can hold it for all of them. */
export interface PackageCard {
  readonly packageId: string;
  readonly packageName: string;
  readonly authorName: string;
  readonly packageType: string;
  readonly summary: string;
  readonly newest: string;
  /** The host that it comes from, where that is another registry. */
  readonly from?: string | undefined;
  /** What a search looks at. */
  readonly searched: string;
}

export function packageCard(one: ShownPackage): PackageCard {
  const { packageId, packageName, authorName, packageType, description, versions, from } = one;
  return {
    packageId,
    packageName,
    authorName,
    packageType,
    summary: firstLine(description),
    newest: versions.at(-1)?.version ?? '',
    from: from && hostOf(from),
    searched: folded([packageName, packageId, authorName, packageType, description].join('\n')),
  };
}

/** The packages that have every word of a search, in the order in which they come. */
export function findCards(cards: readonly PackageCard[], query: string, packageType = ''): PackageCard[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return cards
    .filter((card) => packageType === '' || card.packageType === packageType)
    .filter(({ searched }) => words.every((word) => searched.includes(word)));
}

/** By kind and name, as the start page has them. */
export function inOrder(cards: readonly PackageCard[]): PackageCard[] {
  return cards.toSorted(
    (a, b) => NAMES.compare(a.packageType, b.packageType) || NAMES.compare(a.packageName, b.packageName),
  );
}

const NAMES = new Intl.Collator('en', { numeric: true });

/** Letters alone: somebody who writes "bucker" finds "Bücker". */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
