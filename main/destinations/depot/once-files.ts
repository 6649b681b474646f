/** Names that are likely a user's settings, to be suggested as once files. */
export function looksLikeSettings(path: string): boolean {
  // Scripts of xLua about settings are no settings.
  if (/(?:^|\/)xlua\/(?:init\/)?scripts\//i.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(.*[_-])?(prefs|preferences|settings|user[_-]?config|options)([_-].*)?\.(txt|ini|cfg|prf|json|lua)$/i.test(
    name,
  );
}

/** Whether the author named this file a once file. */
export function onceRule(patterns: readonly string[] = []): (path: string) => boolean {
  const tests = patterns.map((pattern) => {
    const source = pattern
      .split('*')
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^/]*');
    return new RegExp(`^${source}$`);
  });
  return (path) => tests.some((test) => test.test(path));
}
