import { readFile } from 'node:fs/promises';
import { FaultError, fault, message } from '../../../../preload/messages/index.ts';
import type { FileEntry } from '../../scan/entry.ts';
import type { FixStep } from '../fix-step.ts';
import { renameFix } from '../fixes-offered.ts';
import type { OfferedFix } from '../rule.ts';
import { isCslFile } from './csl-models.ts';
import { type Reference, referencesIn } from './read-references.ts';
import { nameFor } from './resolve-reference.ts';

/** A file longer than this is not shown as an edit. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A name in one file that stands for another file, but for upper and lower case. */
export interface Misspelling {
  readonly entry: FileEntry;
  readonly reference: Reference;
  readonly actual: string;
  readonly wanted: string;
}

/** All that is known about how files are named in an add-on. */
export interface Spellings {
  readonly root: string;
  readonly misspellings: readonly Misspelling[];
  /** Files that someone names the way they are spelled. */
  readonly namedRightly: ReadonlySet<string>;
  readonly exact: ReadonlySet<string>;
  /** How many files go by a name, whatever their folder, and by a path, whatever its case. */
  readonly fileNames: ReadonlyMap<string, number>;
  readonly foldedPaths: ReadonlyMap<string, number>;
}

/**
 * A file is renamed only where that settles it: a texture that all who name it want spelled the same way, and that nothing else in the add-on goes by.
 * Otherwise the one who names it is edited, which changes nothing for anyone else.
 */
export function fixSpelling(
  all: readonly [Misspelling, ...Misspelling[]],
  spellings: Spellings,
): OfferedFix | undefined {
  const [found] = all;
  const { actual, wanted, reference } = found;
  const isTexture = isTextureName(reference);
  if (isTexture && sameFolder(actual, wanted) && !isWantedOtherwise(found, spellings)) {
    return renameFix(spellings.root, actual, wanted);
  }
  return all.every(canBeEdited) ? editFix(spellings.root, all) : undefined;
}

function canBeEdited({ entry, reference }: Misspelling): boolean {
  // In a list of CSL models the folder of a texture is that of the object, and not written.
  const isWritten = !isCslFile(entry.path) || !isTextureName(reference) || !/[/:\\]/.test(reference.name);
  return entry.size <= MOST_BYTES && isWritten;
}

function isTextureName({ kind }: Reference): boolean {
  return kind === 'texture' || kind === 'layer';
}

function isWantedOtherwise({ actual, wanted }: Misspelling, spellings: Spellings): boolean {
  const { namedRightly, misspellings, exact, fileNames, foldedPaths } = spellings;
  const name = actual.slice(actual.lastIndexOf('/') + 1);
  return (
    namedRightly.has(actual) ||
    exact.has(wanted) ||
    (foldedPaths.get(wanted.toLowerCase()) ?? 0) > 1 ||
    (fileNames.get(name) ?? 0) > 1 || // a livery replaces a texture by its name
    misspellings.some((other) => other.actual === actual && other.wanted !== wanted)
  );
}

function editFix(root: string, all: readonly [Misspelling, ...Misspelling[]]): OfferedFix {
  const [{ entry, reference, actual }] = all;
  const name = nameFor(reference, entry.path, actual);
  return {
    label: message('fix.correctName'),
    description:
      all.length === 1
        ? message('fix.correctNameText', name, reference.name, entry.path)
        : message('fix.correctNamesText', name, reference.name, all.length, entry.path),
    steps: () => Promise.all(all.map((item) => editOf(root, item))),
  };
}

async function editOf(root: string, { entry, reference, actual }: Misspelling): Promise<FixStep> {
  const name = nameFor(reference, entry.path, actual);
  const bytes = await readFile(`${root}/${entry.path}`);
  const before = bytes.toString('utf8');
  if (!Buffer.from(before, 'utf8').equals(bytes)) {
    throw new FaultError(fault('fix_failed.notUtf8', entry.path, name));
  }
  const after = withName(entry.path, before, reference, name);
  if (after === before) throw new FaultError(fault('fix_failed.notNamed', entry.path, reference.name));
  return { kind: 'edit', path: entry.path, before, after };
}

/** The text with every mention of the file, in the lines that name files, spelled right. */
function withName(path: string, text: string, reference: Reference, name: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (!line.includes(reference.name)) return line;
      const names = referencesIn(path, line.replace(/\r$/, '')).some((other) => other.name === reference.name);
      const comment = line.search(/[#;]/);
      const at = line.lastIndexOf(reference.name, comment < 0 ? undefined : comment);
      return names ? `${line.slice(0, at)}${name}${line.slice(at + reference.name.length)}` : line;
    })
    .join('\n');
}

function sameFolder(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf('/') + 1) === b.slice(0, b.lastIndexOf('/') + 1);
}
