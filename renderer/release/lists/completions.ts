export interface KnownPackage {
  readonly packageId: string;
  readonly packageName: string;
}

const SHOWN = 8;
const FROM_LETTERS = 2;

/** Packages whose id or name holds what was typed; ids that begin with it come first. */
export function completions(known: readonly KnownPackage[], typed: string): readonly KnownPackage[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted.length < FROM_LETTERS) return [];
  const found = known.filter(
    ({ packageId, packageName }) =>
      packageId !== wanted && (packageId.includes(wanted) || packageName.toLowerCase().includes(wanted)),
  );
  const begins = (id: string) => id.startsWith(wanted) || id.startsWith(`xpkg/${wanted}`);
  return found
    .toSorted(
      (a, b) => Number(begins(b.packageId)) - Number(begins(a.packageId)) || (a.packageId < b.packageId ? -1 : 1),
    )
    .slice(0, SHOWN);
}
