import { foldName, windowsNameFault } from '../addon/index.ts';
import { MAX_DEPTH, MAX_NAME_BYTES } from './layout.ts';

export type NameProblem =
  | 'macosx'
  | 'back-slash'
  | 'control-character'
  | 'not-unicode'
  | 'bad-segment'
  | 'reserved-name'
  | 'too-long'
  | 'too-deep'
  | 'bad-root-name'
  | 'root-manifest';

const JUNK = new Set(['.ds_store', 'desktop.ini', 'thumbs.db']);

/** Left behind by file managers: never content, dropped without a word. */
export function isJunk(path: string): boolean {
  const segments = path.split('/');
  return segments.includes('__MACOSX') || JUNK.has((segments.at(-1) ?? '').toLowerCase());
}

const CONTROL = /\p{Cc}/u;

/** What makes a path inside an archive unfit for the registry or for an author's customers; null when it is fit. */
export function nameProblem(name: string): NameProblem | null {
  const path = name.endsWith('/') ? name.slice(0, -1) : name;
  const segments = path.split('/');
  const root = segments[0] ?? '';
  // The server searches its archive listing for this text and then expects another layout (XPKG.md section 4).
  if (path.includes('__MACOSX')) return 'macosx';
  if (path.includes('\\')) return 'back-slash';
  if (CONTROL.test(path)) return 'control-character';
  if (!path.isWellFormed()) return 'not-unicode';
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return 'bad-segment';
  if (root.includes(':')) return 'bad-segment';
  if (segments.some((segment) => windowsNameFault(segment) !== undefined)) return 'reserved-name';
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return 'too-long';
  if (segments.length > MAX_DEPTH) return 'too-deep';
  // A leading dash reads as an option, and names with a leading dot vanish when the server repacks.
  if (root.startsWith('-') || root.startsWith('.')) return 'bad-root-name';
  if (path.toLowerCase() === 'manifest.json') return 'root-manifest';
  return null;
}

export function describeNameProblem(problem: NameProblem): string {
  switch (problem) {
    case 'macosx':
      return 'The registry takes "__MACOSX" in a path for another layout and would refuse the package. Rename it.';
    case 'back-slash':
      return 'A back-slash in a name breaks unpacking on the registry. Rename it.';
    case 'control-character':
      return 'The name holds a control character. Rename it.';
    case 'not-unicode':
      return 'The name is not valid Unicode. Rename it.';
    case 'bad-segment':
      return 'A path may not hold empty parts, ".", ".." or a drive letter.';
    case 'reserved-name':
      return 'Windows cannot create this name (a device name, one of <>:"|?*, or a closing dot or space). Rename it.';
    case 'too-long':
      return `The path is longer than ${MAX_NAME_BYTES} bytes.`;
    case 'too-deep':
      return `The path is deeper than ${MAX_DEPTH} folders.`;
    case 'bad-root-name':
      return 'A name at the root of the package may not start with "." or "-".';
    case 'root-manifest':
      return 'manifest.json at the root is written by the registry and forbidden in an upload.';
  }
}

/** Two paths with the same key are one file on macOS or Windows: case and the form of accents do not count there. */
export function collisionKey(name: string): string {
  return foldName(name);
}
