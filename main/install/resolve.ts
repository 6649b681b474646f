import { inWords, type Message, message } from '../../preload/messages/index.ts';
import {
  compareVersions,
  intersectSelections,
  parseSelection,
  parseVersion,
  type Selection,
  selectionContains,
} from '../../protocol/index.ts';

/** A list of [package, selection] as a registry has it. */
export type Rows = ReadonlyArray<{ readonly id: string; readonly selection: string }>;

export interface VersionFacts {
  readonly version: string;
  readonly dependencies: Rows;
  readonly incompatibilities: Rows;
}

/** What a registry says. Ids are whole: `xpkg/author.package`. */
export interface PackageSource {
  /** Every version that can be had, or undefined where there is no such package. */
  versions(id: string): Promise<readonly string[] | undefined>;
  facts(id: string, version: string): Promise<VersionFacts | undefined>;
}

export interface Resolution {
  /** What is installed, dependencies before what needs them; the package itself is the last. */
  readonly install: ReadonlyArray<{ readonly id: string; readonly version: string }>;
  /** What cannot be had together, and why. */
  readonly clashes: readonly Message[];
}

/** Each is told once, in the order they were met. */
class Clashes {
  readonly #bySentence = new Map<string, Message>();

  get isEmpty(): boolean {
    return this.#bySentence.size === 0;
  }

  get all(): Message[] {
    return [...this.#bySentence.values()];
  }

  add(clash: Message): void {
    this.#bySentence.set(inWords(clash), clash);
  }
}

interface Requirement {
  readonly by: string;
  readonly text: string;
  readonly selection: Selection;
}

/** Choosing newer versions changes what is wished for; a chain longer than this is given up. */
const MOST_ROUNDS = 200;

/** Finds the newest version of every dependency that is inside all selections, as the client does (XPKG.md section 3). */
export async function resolvePackage(id: string, top: VersionFacts, source: PackageSource): Promise<Resolution> {
  const chosen = new Map<string, VersionFacts>([[id, top]]);
  const clashes = new Clashes();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const requirements = requirementsOf(chosen, clashes);
    let isChanged = false;
    for (const [needed, list] of requirements) {
      if (needed === id) {
        checkSelf(id, top, list, clashes);
        continue;
      }
      const next = await choose(needed, list, source, clashes);
      if (next === undefined || next.version === chosen.get(needed)?.version) continue;
      chosen.set(needed, next);
      isChanged = true;
    }
    for (const known of chosen.keys()) {
      if (known === id || requirements.has(known)) continue;
      chosen.delete(known);
      isChanged = true;
    }
    if (!isChanged || !clashes.isEmpty) break;
    if (round === MOST_ROUNDS - 1) clashes.add(message('dependency-clash.circles'));
  }
  for (const clash of incompatible(chosen)) clashes.add(clash);
  return { install: inOrder(id, chosen), clashes: clashes.all };
}

function requirementsOf(chosen: ReadonlyMap<string, VersionFacts>, clashes: Clashes): Map<string, Requirement[]> {
  const requirements = new Map<string, Requirement[]>();
  for (const [by, { version, dependencies }] of chosen) {
    for (const { id, selection } of dependencies) {
      const parsed = parseSelection(selection);
      if (!parsed.ok) {
        clashes.add(message('dependency-clash.noSelection', `${by} ${version}`, id, selection));
        continue;
      }
      requirements.set(id, [
        ...(requirements.get(id) ?? []),
        { by: `${by} ${version}`, text: selection, selection: parsed.value },
      ]);
    }
  }
  return requirements;
}

function checkSelf(id: string, top: VersionFacts, requirements: readonly Requirement[], clashes: Clashes): void {
  const version = parseVersion(top.version);
  for (const { by, text, selection } of requirements)
    if (version.ok && !selectionContains(selection, version.value))
      clashes.add(message('dependency-clash.itself', by, id, text, top.version));
}

async function choose(
  id: string,
  requirements: readonly Requirement[],
  source: PackageSource,
  clashes: Clashes,
): Promise<VersionFacts | undefined> {
  const by = requirements.map((requirement) => `${requirement.by} (${requirement.text})`).join(', ');
  const versions = await source.versions(id);
  if (versions === undefined) {
    clashes.add(message('dependency-clash.notHere', id, by));
    return undefined;
  }
  const [first, ...others] = requirements.map(({ selection }) => selection);
  let inside: Selection | undefined = first;
  for (const other of others) inside = inside && (intersectSelections(inside, other) ?? undefined);
  if (inside === undefined) {
    clashes.add(message('dependency-clash.apart', id, by));
    return undefined;
  }
  const wanted = inside;
  const suitable = versions
    .map((version) => parseVersion(version))
    .flatMap((parsed) => (parsed.ok && selectionContains(wanted, parsed.value) ? [parsed.value] : []))
    .toSorted((a, b) => compareVersions(b, a));
  const [newest] = suitable;
  const facts = newest === undefined ? undefined : await source.facts(id, newest.canonical);
  if (facts === undefined) clashes.add(message('dependency-clash.noneSuits', id, by, versions));
  return facts;
}

function incompatible(chosen: ReadonlyMap<string, VersionFacts>): Message[] {
  const found: Message[] = [];
  for (const [by, { version, incompatibilities }] of chosen) {
    for (const { id, selection } of incompatibilities) {
      const other = chosen.get(id);
      const parsed = parseSelection(selection);
      const installed = other === undefined ? undefined : parseVersion(other.version);
      if (parsed.ok && installed?.ok && selectionContains(parsed.value, installed.value))
        found.push(message('dependency-clash.excluded', `${by} ${version}`, `${id} ${other?.version}`, selection));
    }
  }
  return found;
}

function inOrder(top: string, chosen: ReadonlyMap<string, VersionFacts>): Resolution['install'] {
  const done = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const facts = chosen.get(id);
    if (facts === undefined || seen.has(id)) return;
    seen.add(id);
    for (const dependency of facts.dependencies) visit(dependency.id);
    done.set(id, facts.version);
  };
  visit(top);
  return [...done].map(([id, version]) => ({ id, version }));
}
