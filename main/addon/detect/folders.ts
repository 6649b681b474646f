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
