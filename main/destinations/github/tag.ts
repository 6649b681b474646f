/** Where the author named no other. */
export const DEFAULT_TAG = 'v{version}';

/** The version that a tag of this pattern stands for. */
export function versionOfTag(name: string, tag: string): string | undefined {
  const [before = '', after = ''] = tag.split('{version}');
  const fits = name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length;
  return fits ? name.slice(before.length, name.length - after.length) : undefined;
}
