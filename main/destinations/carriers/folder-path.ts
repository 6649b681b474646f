/** The folders a file lies in, outermost first: `a/b/c.txt` is in `a` and `a/b`. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, at) => parts.slice(0, at + 1).join('/'));
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The author's folder on a server as one that is asked for after the login; `~` is what shells write for where that leads. */
export function fromLogin(folder: string): string {
  return folder.replace(/^~(?:\/+|$)/, '').replace(/(.)\/+$/, '$1');
}
