import type { FileEntry } from '../../scan/entry.ts';
import type { FileContents } from '../file-contents.ts';

/** A file that another one names. `base` is where the name starts from. */
export type Reference = {
  readonly name: string;
  /** `file` is always meant to be in the add-on; an `object` may also come from a library. */
  readonly kind: 'texture' | 'object' | 'file';
  readonly base: 'beside' | 'root' | 'objects';
};

/** Objects say what they wear in their first lines; the megabytes after that are points. */
const OBJECT_HEAD = 32 * 1024;

/** Files that name others, and how each is read (formats: developer.x-plane.com, file formats). */
const READERS: ReadonlyMap<string, (text: string) => Reference[]> = new Map([
  ['obj', textures],
  ['pol', textures],
  ['lin', textures],
  ['ter', textures],
  ['fac', texturesAndObjects],
  ['agp', texturesAndObjects],
  ['acf', aircraftObjects],
]);

export function namesOthers(path: string): boolean {
  return path.toLowerCase().endsWith('library.txt') || READERS.has(extensionOf(path));
}

export async function readReferences(entry: FileEntry, contents: FileContents): Promise<readonly Reference[]> {
  if (entry.path.slice(entry.path.lastIndexOf('/') + 1).toLowerCase() === 'library.txt') {
    return libraryFiles((await contents.text(entry)) ?? '');
  }
  const extension = extensionOf(entry.path);
  const reader = READERS.get(extension);
  if (!reader) return [];
  const text = extension === 'obj' ? await contents.beginning(entry, OBJECT_HEAD) : await contents.text(entry);
  return text === null ? [] : unique(reader(text));
}

const TEXTURE =
  /^\s*(?:(?:TEXTURE|BASE_TEX|LIT_TEX|BORDER_TEX)(?:_(?:LIT|NOWRAP|DRAPED|LIT_NOWRAP|DRAPED_LIT))*|TEXTURE(?:_DRAPED)?_NORMAL(?:\s+[\d.]+)?|NORMAL_TEX(?:\s+[\d.]+)?|TEXTURE_MAP\s+\w+)[ \t]+(\S[^\r\n]*)$/gm;
const OBJECT = /^\s*(?:OBJECT|OBJ|FACADE)[ \t]+(\S[^\r\n]*)$/gm;
const AIRCRAFT_OBJECT = /^P _obja\/\d+\/_v10_att_file_stl[ \t]+(\S[^\r\n]*)$/gm;
const EXPORT =
  /^[ \t]*EXPORT(?:_EXTEND|_EXCLUDE|_BACKUP)?(?:_SEASON[ \t]+\S+)?[ \t]+\S+[ \t]+(\S[^\r\n]*)$|^[ \t]*EXPORT_RATIO(?:_SEASON[ \t]+\S+)?[ \t]+[\d.]+[ \t]+\S+[ \t]+(\S[^\r\n]*)$/gm;

function textures(text: string): Reference[] {
  return names(text, TEXTURE)
    .filter((name) => name.toLowerCase() !== 'none' && /\.(png|dds|bmp|tga)$/i.test(name))
    .map((name) => ({ name, kind: 'texture', base: 'beside' }));
}

function texturesAndObjects(text: string): Reference[] {
  return [...textures(text), ...objects(text)];
}

function objects(text: string): Reference[] {
  return names(text, OBJECT)
    .filter((name) => /\.(obj|fac|agp)$/i.test(name))
    .map((name) => ({ name, kind: 'object', base: 'beside' }));
}

function aircraftObjects(text: string): Reference[] {
  return names(text, AIRCRAFT_OBJECT)
    .filter((name) => /\.obj$/i.test(name))
    .map((name) => ({ name, kind: 'object', base: 'objects' }));
}

function libraryFiles(text: string): Reference[] {
  return unique(names(text, EXPORT).map((name): Reference => ({ name, kind: 'file', base: 'beside' })));
}

function names(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const name = match.slice(1).find((group) => group !== undefined);
    return name === undefined ? [] : [name.split(/[#;]/, 1)[0]?.trim() ?? ''].filter((text) => text !== '');
  });
}

function unique(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map((reference) => [`${reference.base}\n${reference.name}`, reference])).values()];
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}
