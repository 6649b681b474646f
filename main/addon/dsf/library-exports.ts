/** The names a library.txt gives to others, in lower case; `isBackup` when it steps back for any other library that has the name. */
export function libraryExports(text: string): ReadonlyMap<string, { readonly isBackup: boolean }> {
  const exported = new Map<string, { isBackup: boolean }>();
  for (const line of text.split(/[\r\n]+/)) {
    const words = line.trim().split(/\s+/);
    const command = words[0] ?? '';
    if (!/^EXPORT(?:_EXTEND|_EXCLUDE|_BACKUP|_RATIO)?(?:_SEASON)?$/.test(command)) continue;
    const skipped = 1 + (command.includes('_RATIO') ? 1 : 0) + (command.includes('_SEASON') ? 1 : 0);
    const name = words[skipped];
    const target = words.slice(skipped + 1).join(' ');
    if (name === undefined || target === '') continue;
    const isBackup = command.includes('_BACKUP') || /placeholder/i.test(target);
    const key = plainName(name);
    const before = exported.get(key);
    exported.set(key, { isBackup: isBackup && (before?.isBackup ?? true) });
  }
  return exported;
}

/** Names are compared as X-Plane does: any of the three old separators, any case. */
export function plainName(name: string): string {
  return name
    .replace(/[\\:]/g, '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
    .toLowerCase();
}
