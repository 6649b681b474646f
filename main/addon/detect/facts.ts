import { basename } from 'node:path';
import type { FileEntry } from '../scan/entry.ts';
import { readRange } from '../scan/read-range.ts';
import { remembered } from '../scan/remembered.ts';
import { absolute } from '../scan/walk.ts';
import { type AircraftFacts, parseAircraft } from './aircraft-file.ts';
import { type BinaryHeader, HEADER_BYTES, parseBinaryHeader } from './binary-header.ts';
import { type LuaDialect, luaDialect } from './lua-dialect.ts';
import { type CodeKind, codeKind } from './plugin-code.ts';
import { type PythonFacts, pythonFacts } from './python-version.ts';
import { hasAirport, isLibraryText, parseAirportName, parseDsfProperties } from './scenery-files.ts';

/** An .acf is text of a few megabytes; more than this is not read. */
const TEXT_BYTES = 16 * 2 ** 20;
const DSF_BYTES = 64 * 1024;
/** One airport has about a megabyte at most; several may stand in one file. */
const AIRPORT_BYTES = 4 * 2 ** 20;
const LUA_BYTES = 64 * 1024;
/** Enough to tell what a text is. */
const BEGINNING_BYTES = 4096;
const SCRIPT_BYTES = 256 * 1024;
const LIBRARY_BYTES = 256 * 1024;

/** So many bytes tell how large a picture is. */
const PICTURE_HEADER_BYTES = 32;

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
/** Nobody paints a skin of an aircraft on less. */
const LEAST_SIDE = 512;

const QUOTED = /(["'])((?:(?!\1)[^\n\r]){1,200})\1/g;

/** What is read from inside files in order to know an add-on. Each answer is kept until its file changes. */
export interface Facts {
  /** The first bytes as text. */
  readonly beginning: (entry: FileEntry) => Promise<string>;
  readonly binaryHeader: (entry: FileEntry) => Promise<BinaryHeader | undefined>;
  /** Whether a picture may be a texture; undefined where its first bytes do not tell. */
  readonly isTexture: (entry: FileEntry) => Promise<boolean | undefined>;
  readonly aircraft: (entry: FileEntry) => Promise<AircraftFacts>;
  readonly dsfProperties: (entry: FileEntry) => Promise<ReadonlyMap<string, string> | undefined>;
  /** What an apt.dat says: whether there is an airport in it, and which one it is made for. */
  readonly airport: (entry: FileEntry) => Promise<{ readonly isThere: boolean; readonly name: string | undefined }>;
  /** Whether a library.txt is one: by its first lines, or because it exports something. */
  readonly isLibrary: (entry: FileEntry) => Promise<boolean>;
  readonly python: (entry: FileEntry) => Promise<PythonFacts>;
  /** What the code of a plugin or a program says about X-Plane. */
  readonly codeKind: (entry: FileEntry) => Promise<CodeKind>;
  readonly luaDialect: (entry: FileEntry) => Promise<LuaDialect>;
  /** The parts of paths that stand in quotes in a script, in lower case: what it may open. */
  readonly quotedNames: (entry: FileEntry) => Promise<ReadonlySet<string>>;
}

export function createFacts(root: string): Facts {
  const head = (entry: FileEntry, bytes: number) => readHead(absolute(root, entry.path), entry, bytes);
  return {
    beginning: remembered(async (entry) =>
      (await head(entry, BEGINNING_BYTES)).toString('latin1').replace(/^\u00EF\u00BB\u00BF/, ''),
    ),
    binaryHeader: remembered(async (entry) => parseBinaryHeader(await head(entry, HEADER_BYTES))),
    isTexture: remembered(async (entry) => isTexture(await head(entry, PICTURE_HEADER_BYTES))),
    aircraft: remembered(async (entry) => parseAircraft((await head(entry, TEXT_BYTES)).toString('utf8'))),
    dsfProperties: remembered(async (entry) => parseDsfProperties(await head(entry, DSF_BYTES))),
    isLibrary: remembered(async (entry) => isLibraryText((await head(entry, LIBRARY_BYTES)).toString('latin1'))),
    python: remembered(async (entry) => pythonFacts((await head(entry, SCRIPT_BYTES)).toString('latin1'))),
    codeKind: remembered(async (entry) => codeKind((await head(entry, SCRIPT_BYTES)).toString('latin1'))),
    luaDialect: remembered(async (entry) => luaDialect((await head(entry, LUA_BYTES)).toString('latin1'))),
    quotedNames: remembered(async (entry) => quotedNames((await head(entry, SCRIPT_BYTES)).toString('utf8'))),
    airport: remembered(async (entry) => {
      const text = (await head(entry, AIRPORT_BYTES)).toString('utf8');
      return { isThere: hasAirport(text), name: parseAirportName(text, `${basename(root)}/${entry.path}`) };
    }),
  };
}

/** The first bytes of a file; none when it cannot be read, which the scan has told already. */
function readHead(file: string, entry: FileEntry, length: number): Promise<Buffer> {
  return readRange(file, 0, Math.min(entry.size, length)).catch(() => Buffer.alloc(0));
}

/** The parts of paths in the quoted texts of a script, in lower case: `"/images/dial.png"` gives `images` and `dial.png`. */
function quotedNames(text: string): ReadonlySet<string> {
  const parts = [...text.matchAll(QUOTED)].flatMap(([, , quoted = '']) => quoted.split(/[/\\]+/));
  return new Set(parts.map((part) => part.trim().toLowerCase()).filter((part) => part !== ''));
}

/** Whether a picture may be what an object wears, from its first bytes; undefined where these tell nothing. Sides of textures are powers of two. */
function isTexture(bytes: Buffer): boolean | undefined {
  if (bytes.toString('latin1', 0, 4) === 'DDS ') return true;
  if (bytes.length < 24 || !bytes.subarray(0, PNG.length).equals(PNG)) return undefined;
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)].every(
    (side) => side >= LEAST_SIDE && (side & (side - 1)) === 0,
  );
}
