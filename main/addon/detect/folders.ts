/** Folders that are named after what they are for; the add-on is called like the one above. */
const NAMED_FOR_USE =
  /^(?:src|source|project|repo(?:sitory)?|main|master|trunk|release|dist|build|bin|out|zig-out|target|output|server|client|code|addons?|package|files|plugins?|resources|scripts|modules|(?:fly ?with ?)?lua(?:[-_ ](?:client|scripts?))?|pythonplugins|aircraft|liveries|custom (?:scenery|data)|x-?plane(?:[ _-]?1\d)?|libs?)$/i;

export function isNamedForUse(name: string): boolean {
  return NAMED_FOR_USE.test(name);
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function depthOf(path: string): number {
  return path === '' ? 0 : path.split('/').length;
}

/** The deepest folder that holds all of these. */
export function commonFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  let common = first === '' ? [] : first.split('/');
  for (const other of others) {
    const parts = other.split('/');
    const differs = common.findIndex((part, index) => part !== parts[index]);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return common.join('/');
}

/** A test of paths that looks at folders alone, asked once for neighbours: lists of files are sorted. */
export function perFolder(test: (path: string) => boolean): (path: string) => boolean {
  let folder: string | undefined;
  let answer = false;
  return (path) => {
    const slash = path.lastIndexOf('/') + 1;
    if (folder === undefined || slash !== folder.length || !path.startsWith(folder)) {
      folder = path.slice(0, slash);
      answer = test(path);
    }
    return answer;
  };
}
