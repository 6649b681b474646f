import type { FilePreview } from '../../preload/contract.ts';
import type { BinaryFacts, BinaryHeader } from '../addon/index.ts';

type Facts = FilePreview['facts'];

const SYSTEMS: Readonly<Record<BinaryHeader['format'], string>> = { pe: 'Windows', elf: 'Linux', 'mach-o': 'macOS' };

/** A program loads a handful of libraries; a list of hundreds was not written by a compiler. */
const MOST_NAMES = 40;

/** What a plugin or library says about the system it runs on and what it needs there. */
export function programFacts({ format, cpus }: BinaryHeader, binary: BinaryFacts | undefined): Facts {
  const facts: Facts = [
    { fact: 'systems', value: SYSTEMS[format] },
    { fact: 'processors', value: [...new Set(cpus)].join(', ') },
  ];
  if (binary === undefined) return facts;
  const oldest =
    binary.format === 'mach-o' ? binary.slices.find((slice) => slice.oldestSystem)?.oldestSystem : undefined;
  if (oldest !== undefined) facts.push({ fact: 'oldestSystem', value: `macOS ${oldest}` });
  const libraries = librariesOf(binary);
  if (libraries.length > 0) facts.push({ fact: 'libraries', value: listed(libraries) });
  const entries = binary.format === 'mach-o' ? (binary.slices[0]?.entryPoints ?? []) : binary.entryPoints;
  if (entries.length > 0) facts.push({ fact: 'entryPoints', value: listed(entries) });
  return facts;
}

function librariesOf(binary: BinaryFacts): readonly string[] {
  switch (binary.format) {
    case 'pe':
      return binary.imports;
    case 'elf':
      return binary.needed;
    case 'mach-o':
      return [...new Set(binary.slices.flatMap(({ libraries }) => libraries.map(({ path }) => path)))];
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown}, …` : shown;
}
