import fc from 'fast-check';

/** The parts of a version as somebody may write it, and the text. */
export interface WrittenVersion {
  readonly numbers: readonly number[];
  readonly suffix: { readonly letter: 'a' | 'b' | 'r'; readonly number: number } | null;
  readonly text: string;
}

const number = fc.oneof({ weight: 3, arbitrary: fc.nat(999) }, fc.constantFrom(0, 1, 9, 10, 99, 100, 998, 999));
const suffix = fc.record({ letter: fc.constantFrom('a', 'b', 'r'), number: fc.integer({ min: 1, max: 999 }) });
const padding = fc.nat(2);

export const writtenVersions: fc.Arbitrary<WrittenVersion> = fc
  .record({
    numbers: fc.array(number, { minLength: 1, maxLength: 3 }).filter((numbers) => numbers.some((one) => one > 0)),
    suffix: fc.option(suffix),
    padding: fc.array(padding, { minLength: 4, maxLength: 4 }),
  })
  .map(({ numbers, suffix: end, padding: zeros }) => {
    const write = (one: number, at: number) =>
      String(one).padStart(Math.min(3, String(one).length + (zeros[at] ?? 0)), '0');
    const text = numbers.map(write).join('.') + (end === null ? '' : `${end.letter}${write(end.number, 3)}`);
    return { numbers, suffix: end, text };
  });

/** The canonical text by the words of XPKG.md section 2, written anew. */
export function canonicalOf({ numbers, suffix: end }: WrittenVersion): string {
  const [major = 0, minor = 0, patch = 0] = numbers;
  return `${major}.${minor}.${patch}${end === null ? '' : `${end.letter}${end.number}`}`;
}

const WEIGHTS = { a: 1n, b: 1000n, r: 1_000_000n };

/** The order key by its formula. */
export function keyOf({ numbers, suffix: end }: WrittenVersion): bigint {
  const [major = 0, minor = 0, patch = 0] = numbers.map(BigInt);
  const key = ((BigInt(major) * 1000n + BigInt(minor)) * 1000n + BigInt(patch)) * 10n ** 9n;
  return end === null ? key : key - 999_999_999n + BigInt(end.number) * WEIGHTS[end.letter];
}

/** One section of a selection with the keys of its two ends, worked out from the table of XPKG.md section 3. */
export interface WrittenSection {
  readonly text: string;
  readonly min: bigint;
  readonly max: bigint;
}

function lowerKey(version: WrittenVersion): bigint {
  return version.suffix === null ? keyOf({ ...version, suffix: { letter: 'a', number: 1 } }) : keyOf(version);
}

function upperKey(version: WrittenVersion): bigint {
  if (version.suffix !== null) return keyOf(version);
  const [major = 0, minor = 999, patch = 999] = version.numbers;
  return keyOf({ ...version, numbers: [major, minor, patch] });
}

const SMALLEST = 2n;
const LARGEST = 999_999_999n * 10n ** 9n;
const spaces = fc.constantFrom('', '', ' ', '\t', '  ');

export const writtenSections: fc.Arbitrary<WrittenSection> = fc
  .record({
    shape: fc.constantFrom('single', 'range', 'from', 'to'),
    a: writtenVersions,
    b: writtenVersions,
    gaps: fc.tuple(spaces, spaces, spaces, spaces),
  })
  .map(({ shape, a, b, gaps: [w, x, y, z] }): WrittenSection => {
    switch (shape) {
      case 'single':
        return { text: `${w}${a.text}${z}`, min: lowerKey(a), max: upperKey(a) };
      case 'from':
        return { text: `${w}${a.text}${x}-${z}`, min: lowerKey(a), max: LARGEST };
      case 'to':
        return { text: `${w}-${y}${a.text}${z}`, min: SMALLEST, max: upperKey(a) };
      default: {
        const [low, high] = lowerKey(a) <= upperKey(b) ? [a, b] : [b, a];
        return { text: `${w}${low.text}${x}-${y}${high.text}${z}`, min: lowerKey(low), max: upperKey(high) };
      }
    }
  })
  .filter(({ min, max }) => min <= max);

export const writtenSelections = fc.array(writtenSections, { minLength: 1, maxLength: 6 }).map((sections) => ({
  text: sections.map(({ text }) => text).join(','),
  sections,
}));
