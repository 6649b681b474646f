import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Message, message } from '../../../preload/messages/index.ts';
import { aircraftVersionSpan } from '../detect/aircraft-file.ts';
import type { Detection } from '../detect/detection.ts';
import type { ProjectFile } from '../project/project-file.ts';
import type { ScanResult } from '../scan/scan.ts';
import { MOST_VERSION_FILE_BYTES, numbered, versionFileNamed } from './version-files.ts';
import { type VersionSpan, versionsByPattern } from './version-texts.ts';

/** One place where a version stands. `left` says why it stays as it is. */
export interface VersionPlace {
  readonly path: string;
  readonly present: string;
  readonly left: Message | undefined;
}

/** A file before and after, byte for byte. */
export interface VersionChange {
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface VersionPlan {
  readonly places: readonly VersionPlace[];
  readonly changes: readonly VersionChange[];
  /** With one of these nothing is to be changed. */
  readonly faults: readonly Message[];
}

interface Addon {
  readonly folder: string;
  readonly scan: ScanResult;
  readonly detection: Detection;
  readonly project: ProjectFile;
}

interface Found extends VersionPlace {
  readonly span: VersionSpan;
}

const MOST_AIRCRAFT_BYTES = 64 * 1024 * 1024;

/** Finds every place that says which version an add-on is, and what each file would be with another one. */
export async function planVersion(addon: Addon, version: string): Promise<VersionPlan> {
  const found: Found[] = [];
  const faults: Message[] = [];
  const contents = new Map<string, Buffer>();
  const read = async (path: string): Promise<Buffer> => {
    const bytes = contents.get(path) ?? (await readFile(join(addon.folder, path)));
    contents.set(path, bytes);
    return bytes;
  };
  for (const path of knownFiles(addon)) found.push(...knownPlace(path, await read(path), addon.detection.root));
  for (const { file, pattern } of addon.project.versions ?? []) {
    const obstacle = await obstacleOf(addon.folder, file);
    const spans = obstacle === undefined ? versionsByPattern(latin(await read(file)), bytesOf(pattern)) : [];
    const [span] = spans;
    if (obstacle !== undefined) faults.push(obstacle);
    else if (span === undefined) faults.push(message('version-place.nowhere', pattern, file));
    else if (spans.length > 1) {
      faults.push(message('version-place.times', pattern, spans.length, file));
    } else if (!found.some((other) => other.path === file && other.span.start === span.start)) {
      found.push({ path: file, present: span.version, left: undefined, span });
    }
  }
  const changes: VersionChange[] = [];
  for (const path of new Set(found.filter(({ left }) => left === undefined).map((place) => place.path))) {
    const before = await read(path);
    const spans = found.filter((place) => place.path === path && place.left === undefined).map(({ span }) => span);
    const after = replaced(before, spans, version);
    if (!after.equals(before)) changes.push({ path, before, after });
  }
  return { places: found.map(({ path, present, left }) => ({ path, present, left })), changes, faults };
}

/** With several add-ons in a folder nobody can say whose version is meant. */
function knownFiles({ scan, detection }: Addon): string[] {
  if (detection.candidates.length > 1) return [];
  const start = detection.root === '' ? '' : `${detection.root}/`;
  return scan.entries
    .filter(({ path, link, size }) => {
      if (link !== undefined || !path.startsWith(start)) return false;
      const name = path.slice(start.length);
      if (isAircraft(name)) return size <= MOST_AIRCRAFT_BYTES;
      return versionFileNamed(name) !== undefined && size <= MOST_VERSION_FILE_BYTES;
    })
    .map(({ path }) => path);
}

function isAircraft(name: string): boolean {
  return /^[^/]+\.acf$/i.test(name);
}

function knownPlace(path: string, bytes: Buffer, root: string): Found[] {
  const name = root === '' ? path : path.slice(root.length + 1);
  const file = versionFileNamed(name);
  // Without its byte order mark, so that the first line begins where a reader expects it.
  const mark = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  const text = latin(bytes.subarray(mark));
  const at = file === undefined ? aircraftVersionSpan(text) : file.read(text);
  if (at === undefined) return [];
  const span = { version: at.version, start: at.start + mark, end: at.end + mark };
  const left = file?.isHistory
    ? message('version-place.changelog')
    : file === undefined && numbered(at.version) === undefined
      ? message('version-place.notNumber')
      : undefined;
  return [{ path, present: at.version, left, span }];
}

async function obstacleOf(folder: string, file: string): Promise<Message | undefined> {
  try {
    const stat = await lstat(join(folder, file));
    const inside = relative(await realpath(folder), await realpath(join(folder, file)));
    if (!stat.isFile() || inside.split(sep)[0] === '..') return message('version-place.notAFile', file);
    return stat.size > MOST_VERSION_FILE_BYTES ? message('version-place.tooLarge', file) : undefined;
  } catch {
    return message('version-place.unreadable', file);
  }
}

function replaced(before: Buffer, spans: readonly VersionSpan[], version: string): Buffer {
  let text = latin(before);
  for (const { start, end } of spans.toSorted((a, b) => b.start - a.start)) {
    text = text.slice(0, start) + version + text.slice(end);
  }
  return Buffer.from(text, 'latin1');
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** One character a byte, whatever the encoding: so everything beside the version is written back as it was. */
function latin(bytes: Buffer): string {
  return bytes.toString('latin1');
}

function bytesOf(pattern: string): string {
  return latin(Buffer.from(pattern, 'utf8'));
}
