import type { FileEntry } from '../../scan/entry.ts';
import type { FileContents } from '../file-contents.ts';
import { cslObjects, isCslFile } from './csl-models.ts';

/** A file that another one names. `base` is where the name starts from. */
export interface Reference {
  readonly name: string;
  /** `file` is always meant to be in the add-on; an `object` may also come from a library; without a `layer` an object looks plainer, and no more. */
  readonly kind: 'texture' | 'layer' | 'object' | 'file';
  readonly base: 'beside' | 'root' | 'objects';
}

/** Objects say what they wear in their first lines; the megabytes after that are points. */
const OBJECT_HEAD = 32 * 1024;

/** Stands for a letter of an old code page: nobody can say which file such a name means. */
const UNKNOWN_LETTER = '\uFFFD';

/** Files that name others, and how each is read (formats: developer.x-plane.com, file formats). */
const READERS: ReadonlyMap<string, (text: string) => Reference[]> = new Map([
  ['obj', textures],
  ['pol', textures],
  ['lin', textures],
  ['ter', textures],
  ['for', textures],
  ['fac', texturesAndObjects],
  ['agp', texturesAndObjects],
  ['acf', aircraftObjects],
]);

export function namesOthers(path: string): boolean {
  const extension = extensionOf(path);
  if (extension !== 'txt') return READERS.has(extension);
  return path.toLowerCase().endsWith('library.txt') || isCslFile(path);
}

export async function readReferences(entry: FileEntry, contents: FileContents): Promise<readonly Reference[]> {
  if (extensionOf(entry.path) !== 'obj') return referencesIn(entry.path, (await contents.text(entry)) ?? '');
  const head = await contents.beginning(entry, OBJECT_HEAD);
  return head === undefined ? [] : referencesIn(entry.path, decoded(head));
}

/** Text of whole lines, which were read as Latin-1 and are nearly always UTF-8. */
function decoded(head: string): string {
  if (!/[\u0080-\u00ff]/.test(head)) return head;
  const lines = head.length < OBJECT_HEAD ? head : head.slice(0, head.lastIndexOf('\n') + 1);
  const text = Buffer.from(lines, 'latin1').toString('utf8');
  return text.includes('\uFFFD') ? lines.replace(/[\u0080-\u00ff]/g, UNKNOWN_LETTER) : text;
}

/** What a text names, read as the file at this path is read. */
export function referencesIn(path: string, text: string): readonly Reference[] {
  const isLibrary = path.slice(path.lastIndexOf('/') + 1).toLowerCase() === 'library.txt';
  const reader = isLibrary ? libraryFiles : isCslFile(path) ? cslReferences : READERS.get(extensionOf(path));
  return reader === undefined ? [] : unique(reader(text));
}

/** Textures for the night and for bumps: drawn over the first one where they are there. */
const LAYER =
  /^\s*(?:LIT_TEX|NORMAL_TEX|TEXTURE\w*_(?:LIT|NORMAL)\w*|TEXTURE_MAP\s+(?:normal|material_gloss|emissive)\b)/i;
const TEXTURE =
  /^\s*(?:(?:TEXTURE|BASE_TEX|LIT_TEX|BORDER_TEX)(?:_(?:LIT|NOWRAP|DRAPED|LIT_NOWRAP|DRAPED_LIT))*|TEXTURE(?:_DRAPED)?_NORMAL(?:\s+[\d.]+)?|NORMAL_TEX(?:\s+[\d.]+)?|TEXTURE_MAP\s+\w+)[ \t]+(\S[^\r\n]*)$/gm;
const OBJECT = /^\s*(?:OBJECT|OBJ|FACADE)[ \t]+(\S[^\r\n]*)$/gm;
const AIRCRAFT_OBJECT = /^P _obja\/\d+\/_v10_att_file_stl[ \t]+(\S[^\r\n]*)$/gm;
const EXPORT =
  /^[ \t]*EXPORT(?:_EXTEND|_EXCLUDE|_BACKUP)?(?:_SEASON[ \t]+\S+)?[ \t]+\S+[ \t]+(\S[^\r\n]*)$|^[ \t]*EXPORT_RATIO(?:_SEASON[ \t]+\S+)?[ \t]+[\d.]+[ \t]+\S+[ \t]+(\S[^\r\n]*)$/gm;

function textures(text: string): Reference[] {
  return matches(text, TEXTURE)
    .filter(({ name }) => name.toLowerCase() !== 'none' && /\.(png|dds|bmp|tga)$/i.test(name))
    .map(({ line, name }) => ({ name, kind: LAYER.test(line) ? 'layer' : 'texture', base: 'beside' }));
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

function cslReferences(text: string): Reference[] {
  return cslObjects(text).flatMap(({ object, texture, night }) => {
    const folder = object.slice(
      0,
      Math.max(object.lastIndexOf('/'), object.lastIndexOf(':'), object.lastIndexOf('\\')) + 1,
    );
    const worn = [texture, night].filter((name) => name !== undefined && /\.(?:png|dds)$/i.test(name));
    return [
      { name: object, kind: 'file', base: 'beside' },
      ...worn.map((name): Reference => ({ name: `${folder}${name}`, kind: 'texture', base: 'beside' })),
    ];
  });
}

function names(text: string, pattern: RegExp): string[] {
  return matches(text, pattern).map(({ name }) => name);
}

function matches(text: string, pattern: RegExp): { readonly line: string; readonly name: string }[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const written = match.slice(1).find((group) => group !== undefined);
    const name = written?.split(/[#;]/, 1)[0]?.trim() ?? '';
    return name === '' || name.includes(UNKNOWN_LETTER) ? [] : [{ line: match[0], name }];
  });
}

function unique(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map((reference) => [`${reference.base}\n${reference.name}`, reference])).values()];
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}
