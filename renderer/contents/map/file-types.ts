/** What a file is for, told by its name's end: what the colours of the size map stand for. */
export const FILE_TYPES = [
  'textures',
  'models',
  'sounds',
  'programs',
  'scripts',
  'scenery',
  'documents',
  'other',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

const ENDINGS: Readonly<Record<Exclude<FileType, 'other'>, readonly string[]>> = {
  textures: ['dds', 'png', 'jpg', 'jpeg', 'bmp', 'tga', 'tif', 'tiff', 'ktx', 'hdr'],
  models: ['obj', 'acf', 'wpn', 'afl', 'for', 'agp', 'fac', 'lin', 'str', 'ags', 'agb'],
  sounds: ['wav', 'ogg', 'mp3', 'snd', 'bank', 'flac', 'opus'],
  programs: ['xpl', 'dll', 'so', 'dylib', 'exe', 'jar', 'a', 'lib', 'pdb'],
  scripts: ['lua', 'py', 'js', 'ska', 'sasl', 'sec', 'fms', 'json', 'xml', 'ini', 'cfg', 'prf'],
  scenery: ['dsf', 'ter', 'pol', 'dat', 'net', 'dcl', 'apt', 'tll', 'shp'],
  documents: ['txt', 'md', 'pdf', 'html', 'htm', 'doc', 'docx', 'rtf', 'odt', 'csv'],
};

const TYPE_OF = new Map<string, FileType>(
  Object.entries(ENDINGS).flatMap(([type, endings]) => endings.map((ending) => [ending, type as FileType])),
);

export function fileTypeOf(name: string): FileType {
  return TYPE_OF.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'other';
}
