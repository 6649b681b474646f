import { isScriptFile, MANIFEST_NAME } from '../../../../protocol/index.ts';

export const MACOSX = '__MACOSX';

/** What stands directly in one folder, as far as the rules of packaging ask. */
export interface FolderFacts {
  readonly hasPackageFolder: boolean;
  readonly hasManifest: boolean;
  readonly scripts: ReadonlySet<string>;
  /** What would stand in the way of a script where letter case does not count, or is a folder of that name. */
  readonly inTheWay: string | undefined;
}

/** What the archive looks like at its root and, should that turn out to be a wrapping folder, one level down. */
export interface RootFacts {
  /** Takes one path; true if it lies in the root folder __MACOSX, which is never unpacked. */
  readonly add: (path: string, isFolder: boolean) => boolean;
  readonly mentionsMacosx: () => boolean;
  /** The only entry at the root beside __MACOSX, if it is a folder. */
  readonly wrapper: () => string | undefined;
  readonly at: (depth: 0 | 1) => FolderFacts;
}

export function createRootFacts(packageId: string): RootFacts {
  const levels = [createLevel(packageId), createLevel(packageId)] as const;
  let mentionsMacosx = false;
  let root: string | undefined;
  let rootIsFolder = false;
  let manyRoots = false;
  return {
    add: (path, isFolder) => {
      mentionsMacosx ||= path.includes(MACOSX);
      if (path === '') return false;
      const slash = path.indexOf('/');
      const first = slash < 0 ? path : path.slice(0, slash);
      const firstIsFolder = slash >= 0 || isFolder;
      if (first === MACOSX && firstIsFolder) return true;
      if (root === undefined) root = first;
      else if (root !== first) manyRoots = true;
      rootIsFolder ||= firstIsFolder;
      levels[0].add(first, firstIsFolder);
      if (slash >= 0) {
        const next = path.indexOf('/', slash + 1);
        levels[1].add(path.slice(slash + 1, next < 0 ? undefined : next), next >= 0 || isFolder);
      }
      return false;
    },
    mentionsMacosx: () => mentionsMacosx,
    wrapper: () => (manyRoots || !rootIsFolder ? undefined : root),
    at: (depth) => levels[depth].facts,
  };
}

function createLevel(packageId: string) {
  const scripts = new Set<string>();
  const facts = { hasPackageFolder: false, hasManifest: false, scripts, inTheWay: undefined as string | undefined };
  return {
    facts,
    add: (name: string, isFolder: boolean) => {
      if (name === packageId && isFolder) facts.hasPackageFolder = true;
      const plain = name.toLowerCase();
      if (plain === MANIFEST_NAME) facts.hasManifest = true;
      else if (isScriptFile(plain)) {
        if (name === plain && !isFolder) scripts.add(name);
        else facts.inTheWay ??= name;
      }
    },
  };
}
