import { type Message, message } from '../../../preload/messages/index.ts';
import { MAX_DEPTH, MAX_PATH_BYTES, windowsNameFault } from '../../../protocol/index.ts';
import { foldName } from '../../addon/index.ts';

export type NameProblem =
  | 'macosx'
  | 'back_slash'
  | 'control_character'
  | 'not_unicode'
  | 'bad_segment'
  | 'reserved_name'
  | 'too_long'
  | 'too_deep'
  | 'bad_root_name'
  | 'root_manifest';

const JUNK = new Set(['.ds_store', 'desktop.ini', 'thumbs.db']);

/** Left behind by file managers: never content, dropped without a word. */
export function isJunk(path: string): boolean {
  const segments = path.split('/');
  return segments.includes('__MACOSX') || JUNK.has((segments.at(-1) ?? '').toLowerCase());
}

const CONTROL = /\p{Cc}/u;

/**
 * Tells what makes a path inside an archive unfit for the registry or for an author's customers. It looks at each folder
 * once, however many files are in it.
 */
export class NameChecker {
  readonly #folders = new Map<string, NameProblem | undefined>();

  /** Undefined when the path is fit. */
  check(name: string): NameProblem | undefined {
    const path = name.endsWith('/') ? name.slice(0, -1) : name;
    if (path.toLowerCase() === 'manifest.json') return 'root_manifest';
    const problem = this.#checkPath(path);
    if (problem !== undefined) return problem;
    // No character takes more than three bytes a unit, so most names need no counting.
    if (name.length * 3 > MAX_PATH_BYTES && Buffer.byteLength(name) > MAX_PATH_BYTES) return 'too_long';
    return name.length > MAX_DEPTH && path.split('/').length > MAX_DEPTH ? 'too_deep' : undefined;
  }

  #checkPath(path: string): NameProblem | undefined {
    const slash = path.lastIndexOf('/');
    if (slash === -1) return rootProblem(path) ?? segmentProblem(path);
    const folder = path.slice(0, slash);
    let problem = this.#folders.get(folder);
    if (problem === undefined) {
      problem = this.#checkPath(folder);
      this.#folders.set(folder, problem);
    }
    return problem ?? segmentProblem(path.slice(slash + 1));
  }
}

function rootProblem(root: string): NameProblem | undefined {
  // A colon after the first word reads as a drive.
  if (root.includes(':')) return 'bad_segment';
  // A leading dash reads as an option, and names with a leading dot vanish when the server repacks.
  return root !== '..' && root !== '.' && /^[-.]/.test(root) ? 'bad_root_name' : undefined;
}

function segmentProblem(segment: string): NameProblem | undefined {
  if (segment === '' || segment === '.' || segment === '..') return 'bad_segment';
  // The server searches its archive listing for this text and then expects another layout (XPKG.md section 4).
  if (segment.includes('__MACOSX')) return 'macosx';
  if (segment.includes('\\')) return 'back_slash';
  if (CONTROL.test(segment)) return 'control_character';
  if (!segment.isWellFormed()) return 'not_unicode';
  return windowsNameFault(segment) === undefined ? undefined : 'reserved_name';
}

export function sayNameProblem(problem: NameProblem): Message {
  switch (problem) {
    case 'too_long':
      return message('archive-name.too_long', MAX_PATH_BYTES);
    case 'too_deep':
      return message('archive-name.too_deep', MAX_DEPTH);
    default:
      return message(`archive-name.${problem}`);
  }
}

/** Two paths with the same key are one file on macOS or Windows: case and the form of accents do not count there. */
export function collisionKey(name: string): string {
  return foldName(name);
}
