/**
 * Where testers' files lie on a web space, from the two addresses and where everybody's lie: what the one address has in the
 * place of the other is looked for at the end of the folder. Undefined where the addresses do not say it.
 */
export function testersFolder(url: string, testersUrl: string, folder: string): string | undefined {
  if (!URL.canParse(url) || !URL.canParse(testersUrl)) return undefined;
  const [one, other] = [new URL(url), new URL(testersUrl)];
  if (one.origin !== other.origin) return undefined;
  const divider = folder.includes('/') || !folder.includes('\\') ? '/' : '\\';
  const own = folder.replace(/[\\/]+$/, '').split(divider);
  const [all, testers] = [partsOf(one), partsOf(other)];
  const shared = sharedAtStart(all, testers);
  // Where both have a folder of the same name at their ends, what stands before it may be all that the place is told by (a branch).
  const atEnd = sharedAtStart(all.slice(shared).reverse(), testers.slice(shared).reverse());
  for (const cut of [0, atEnd]) {
    const [old, fresh] = [all.slice(shared, all.length - cut), testers.slice(shared, testers.length - cut)];
    const kept = own.slice(0, own.length - old.length);
    const matches = old.every((part, at) => own[kept.length + at] === part);
    const found = [...kept, ...fresh].join(divider);
    if (own.length >= old.length && matches && found !== '' && found !== own.join(divider)) return found;
  }
  return undefined;
}

function partsOf({ pathname }: URL): string[] {
  return pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function sharedAtStart(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((part, at) => part !== other[at]);
  return differs < 0 ? one.length : differs;
}
