import { eachAtOnce } from '../../../disk/index.ts';
import type { FileEntry } from '../../scan/entry.ts';
import { remembered } from '../../scan/remembered.ts';
import type { FileContents } from '../file-contents.ts';
import { renameFix } from '../fixes-offered.ts';
import { namesOthers, type Reference, readReferences } from '../references/read-references.ts';
import { indexPaths, resolveReference } from '../references/resolve-reference.ts';
import type { PreflightContext, Rule, RuleFinding } from '../rule.ts';

const READ_AT_ONCE = 16;

type Reader = (entry: FileEntry) => Promise<readonly Reference[]>;
const readers = new WeakMap<FileContents, Reader>();

/** Textures and objects that other files name: there, and spelled the same? */
export const references: Rule = {
  id: 'references',
  why: 'A name in other upper and lower case works on macOS and Windows and breaks on Linux; a missing file is a white or invisible object.',
  async check(context) {
    const { scan, contents, signal } = context;
    const index = indexPaths(scan.entries);
    const findings: RuleFinding[] = [];
    const sources = scan.entries.filter(({ path, link }) => link === undefined && namesOthers(path));
    await eachAtOnce(sources, READ_AT_ONCE, async (entry) => {
      signal?.throwIfAborted();
      for (const reference of await readerOf(contents)(entry)) {
        const resolution = resolveReference(reference, entry.path, index);
        if (resolution === null || resolution.state === 'found') continue;
        findings.push(
          resolution.state === 'missing'
            ? missing(context, entry, reference, resolution.wanted)
            : otherCase(context, entry, reference, resolution.actual, resolution.wanted),
        );
      }
    });
    return findings.sort((a, b) => compare(a.path, b.path) || compare(a.key, b.key));
  },
};

function missing({ scan }: PreflightContext, entry: FileEntry, reference: Reference, wanted: string): RuleFinding {
  const hidden = scan.ignored.find(
    ({ path, isFolder }) => path === wanted || (isFolder && wanted.startsWith(`${path}/`)),
  );
  return {
    severity: 'warning',
    path: entry.path,
    key: reference.name,
    message: hidden
      ? `It names ${reference.name}, which the ignore rule "${hidden.rule.pattern}" leaves out of the package.`
      : `It names ${reference.name}, but ${wanted} is not there.`,
  };
}

function otherCase(
  { scan }: PreflightContext,
  entry: FileEntry,
  reference: Reference,
  actual: string,
  wanted: string,
): RuleFinding {
  const sameFolder = actual.slice(0, actual.lastIndexOf('/') + 1) === wanted.slice(0, wanted.lastIndexOf('/') + 1);
  return {
    severity: 'warning',
    path: entry.path,
    key: reference.name,
    message: `It names ${reference.name}, but the file is spelled ${actual}.`,
    ...(sameFolder && { fix: renameFix(scan.root, actual, wanted) }),
  };
}

function readerOf(contents: FileContents): Reader {
  const known = readers.get(contents);
  if (known) return known;
  const made = remembered((entry) => readReferences(entry, contents));
  readers.set(contents, made);
  return made;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
