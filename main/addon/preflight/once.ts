import type { FileEntry } from '../scan/entry.ts';
import { remembered } from '../scan/remembered.ts';
import type { FileContents } from './file-contents.ts';

/** Made once for each key, and kept as long as the key is: what several rules ask, one look answers. */
export function onceFor<Key extends object, Value extends object>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** What the texts of an add-on say, each read again only when its file changed. One that cannot be read says what an empty one does. */
export function textReader<T>(
  parse: (text: string, path: string) => T,
): (contents: FileContents) => (entry: FileEntry) => Promise<T> {
  return onceFor((contents: FileContents) =>
    remembered(async (entry: FileEntry) => parse((await contents.text(entry)) ?? '', entry.path)),
  );
}
