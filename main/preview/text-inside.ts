import { decodeText, textEncodingOf } from '../notes/index.ts';
import { openInside } from './open-inside.ts';

/** Longer texts are tables, which nobody compares line by line. */
export const MOST_COMPARED_TEXT = 256 * 1024;

/** The whole text of a file of a folder; undefined for one that is too long, is no text, or cannot be read. */
export async function textInside(root: string, path: string): Promise<string | undefined> {
  const handle = await openInside(root, path).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    if ((await handle.stat()).size > MOST_COMPARED_TEXT) return undefined;
    const bytes = await handle.readFile();
    const encoding = textEncodingOf(bytes);
    return encoding === undefined ? undefined : decodeText(bytes, encoding);
  } catch {
    return undefined;
  } finally {
    await handle.close();
  }
}
