import type { FileHandle } from 'node:fs/promises';
import type { FilePreview, NoPreview } from '../../preload/contract.ts';
import { parseAircraft, parseBinaryHeader, readBinary } from '../addon/index.ts';
import { decodeText, hardToRead, renderNotesInThread, textEncodingOf } from '../notes/index.ts';
import { DDS_HEADER_BYTES, parseDdsHeader } from './dds/header.ts';
import { objectFacts } from './object-facts.ts';
import { openInside } from './open-inside.ts';
import { endsWhole, type PictureSize, pictureSize } from './picture-size.ts';
import { programFacts } from './program-facts.ts';
import { readTexture } from './read-texture.ts';

type Shown = Pick<FilePreview, 'facts' | 'body'>;

/** The first bytes say what a file is: the header of a program, the frame of a JPEG behind its thumbnail. */
const BEGINNING = 64 * 1024;
const ENDING = 4096;
const MOST_TEXT = 256 * 1024;
/** An aircraft file says who made it at its end. */
const MOST_AIRCRAFT = 16 * 1024 * 1024;
/** A picture of 4,096 by 4,096 pixels that compresses badly has about 50 MB, but those are few. */
const MOST_PICTURE = 32 * 1024 * 1024;
/** The page needs four bytes of memory for each. */
const MOST_PIXELS = 8192 * 8192;

/** What one file of an add-on shows; undefined when it is not there, or is nothing that may be read. */
export async function previewFile(root: string, path: string): Promise<FilePreview | undefined> {
  const handle = await openInside(root, path);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    return { path, sizeBytes: size, ...(await shownOf(handle, size, path)) };
  } finally {
    await handle.close();
  }
}

async function shownOf(handle: FileHandle, size: number, path: string): Promise<Shown> {
  if (size === 0) return none('empty');
  const beginning = await bytesOf(handle, 0, Math.min(size, BEGINNING));
  const picture = pictureSize(beginning);
  if (picture === 'damaged') return none('damaged');
  if (picture !== undefined) return shownPicture(handle, size, picture);
  if (beginning.toString('latin1', 0, 4) === 'DDS ') return shownTexture(handle, size, beginning);
  const header = parseBinaryHeader(beginning);
  if (header !== undefined) {
    const binary = await readBinary(size, (from, length) => bytesOf(handle, from, length));
    return none('program', programFacts(header, binary));
  }
  return shownText(handle, size, path);
}

async function shownPicture(handle: FileHandle, size: number, picture: PictureSize): Promise<Shown> {
  const { type, width, height } = picture;
  const facts: Shown['facts'] = sizeFacts(width, height);
  if (width * height > MOST_PIXELS) return none('huge_picture', facts);
  if (size > MOST_PICTURE) return none('too_large', facts);
  const bytes = await bytesOf(handle, 0, size);
  const isWhole = endsWhole(type, bytes.subarray(-ENDING));
  return { facts, body: { kind: 'picture', type, base64: bytes.toString('base64'), isWhole } };
}

async function shownTexture(handle: FileHandle, size: number, beginning: Buffer): Promise<Shown> {
  const header = parseDdsHeader(beginning.subarray(0, DDS_HEADER_BYTES));
  if (typeof header === 'string') return none(TEXTURE_FAULTS[header]);
  const facts: Shown['facts'] = [
    { fact: 'format', value: `DDS ${header.format.name}` },
    ...sizeFacts(header.width, header.height),
    { fact: 'smallerCopies', value: header.levels.length - 1 },
  ];
  const picture = await readTexture({ handle: handle.fd, size });
  if (typeof picture === 'string') return none(picture === 'too_slow' ? picture : TEXTURE_FAULTS[picture], facts);
  const { width, height, rgba } = picture;
  const base64 = Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength).toString('base64');
  return { facts, body: { kind: 'pixels', width, height, base64 } };
}

const TEXTURE_FAULTS = {
  damaged: 'damaged',
  huge: 'huge_picture',
  unknown_format: 'unknown_texture',
  truncated: 'truncated',
} as const satisfies Record<string, NoPreview>;

async function shownText(handle: FileHandle, size: number, path: string): Promise<Shown> {
  const isAircraft = /\.acf$/i.test(path);
  const bytes = await bytesOf(handle, 0, Math.min(size, isAircraft ? MOST_AIRCRAFT : MOST_TEXT));
  const shown = bytes.subarray(0, MOST_TEXT);
  const encoding = textEncodingOf(shown);
  if (encoding === undefined) return none('not_text');
  const text = decodeText(shown, encoding);
  const isWhole = shown.length === size;
  if (/\.(md|markdown)$/i.test(path) && hardToRead(text) === undefined) {
    const html = await renderNotesInThread(text, 'html');
    if (html !== undefined) return { facts: [], body: { kind: 'document', html, isWhole } };
  }
  const facts = isAircraft ? aircraftFacts(decodeText(bytes, encoding)) : /\.obj$/i.test(path) ? objectFacts(text) : [];
  return { facts, body: { kind: 'text', text, encoding, isWhole } };
}

function aircraftFacts(text: string): Shown['facts'] {
  const { name, author, studio, description, version } = parseAircraft(text);
  const said = { name, author, studio, version, description };
  return Object.entries(said).flatMap(([fact, value]) =>
    value === undefined ? [] : [{ fact: fact as keyof typeof said, value }],
  );
}

function sizeFacts(width: number, height: number): Shown['facts'] {
  return [
    { fact: 'width', value: width },
    { fact: 'height', value: height },
  ];
}

function none(why: NoPreview, facts: Shown['facts'] = []): Shown {
  return { facts, body: { kind: 'none', why } };
}

/** Fewer where the file has become shorter meanwhile. */
async function bytesOf(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
