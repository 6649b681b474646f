import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compareVersions,
  intersectSelections,
  parsePackageId,
  parseSelection,
  parseVersion,
  type Selection,
  selectionContains,
  validateLists,
  validateUploadFields,
} from '../../protocol/index.ts';
import { canonicalOf, keyOf, writtenSelections, writtenVersions } from './arbitraries.ts';

function versionOf(text: string) {
  const parsed = parseVersion(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.code}`);
  return parsed.value;
}

function selectionOf(text: string): Selection {
  const parsed = parseSelection(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.code}`);
  return parsed.value;
}

const shortSelections = writtenSelections.filter(({ text }) => text.length <= 256);

test('a version reads as it is written, whatever its zeros', () => {
  fc.assert(
    fc.property(writtenVersions, (written) => {
      expect(versionOf(written.text)).toEqual({ canonical: canonicalOf(written), orderKey: keyOf(written) });
    }),
  );
});

test('the canonical form of a version is a fixed point', () => {
  fc.assert(
    fc.property(writtenVersions, ({ text }) => {
      const version = versionOf(text);
      expect(versionOf(version.canonical)).toEqual(version);
    }),
  );
});

test('the order of versions is total and agrees with the key', () => {
  fc.assert(
    fc.property(writtenVersions, writtenVersions, writtenVersions, (a, b, c) => {
      const [x, y, z] = [versionOf(a.text), versionOf(b.text), versionOf(c.text)];
      const byKey = x.orderKey < y.orderKey ? -1 : x.orderKey > y.orderKey ? 1 : 0;
      expect(compareVersions(x, y)).toBe(byKey);
      expect(compareVersions(y, x)).toBe(0 - byKey);
      expect(compareVersions(a.text, b.text)).toBe(byKey);
      if (compareVersions(x, y) <= 0 && compareVersions(y, z) <= 0)
        expect(compareVersions(x, z)).toBeLessThanOrEqual(0);
      expect(byKey === 0).toBe(x.canonical === y.canonical);
    }),
  );
});

test('a selection holds exactly the versions its sections hold', () => {
  fc.assert(
    fc.property(shortSelections, writtenVersions, ({ text, sections }, version) => {
      const key = keyOf(version);
      const held = sections.some(({ min, max }) => min <= key && key <= max);
      expect(selectionContains(selectionOf(text), versionOf(version.text))).toBe(held);
      expect(selectionContains(text, version.text)).toBe(held);
    }),
  );
});

test('both ends of every range are in the selection, and the ranges are sorted and apart', () => {
  fc.assert(
    fc.property(shortSelections, ({ text }) => {
      const selection = selectionOf(text);
      const ends = selection.ranges.flat();
      for (const end of ends) expect(selectionContains(selection, end)).toBe(true);
      const keys = selection.ranges.map(([min, max]) => [versionOf(min).orderKey, versionOf(max).orderKey] as const);
      keys.forEach(([min, max], at) => {
        expect(min <= max).toBe(true);
        expect(min > (keys[at - 1]?.[1] ?? 0n)).toBe(true);
      });
    }),
  );
});

test('contains agrees with the ranges', () => {
  fc.assert(
    fc.property(shortSelections, writtenVersions, ({ text }, version) => {
      const selection = selectionOf(text);
      const within = selection.ranges.some(
        ([min, max]) => compareVersions(min, version.text) <= 0 && compareVersions(version.text, max) <= 0,
      );
      expect(selectionContains(selection, version.text)).toBe(within);
    }),
  );
});

test('the canonical form of a selection says the same and is a fixed point', () => {
  fc.assert(
    fc.property(shortSelections, ({ text }) => {
      const selection = selectionOf(text);
      expect(parseSelection(selection.canonical)).toEqual({ ok: true, value: selection });
    }),
  );
});

test('sections after * are not looked at, sections before it are', () => {
  fc.assert(
    fc.property(shortSelections, fc.string({ maxLength: 20 }), ({ text }, rest) => {
      fc.pre(text.length < 200);
      expect(selectionOf(`${text}, * ,${rest}`).canonical).toBe('*');
      expect(parseSelection(`x,${text},*`).ok).toBe(false);
    }),
  );
});

test('an intersection holds what both hold, and nothing else', () => {
  fc.assert(
    fc.property(shortSelections, shortSelections, writtenVersions, (a, b, version) => {
      const common = intersectSelections(selectionOf(a.text), selectionOf(b.text));
      const inBoth = selectionContains(a.text, version.text) && selectionContains(b.text, version.text);
      expect(common !== undefined && selectionContains(common, version.text)).toBe(inBoth);
      for (const end of common?.ranges.flat() ?? []) {
        expect(selectionContains(a.text, end) && selectionContains(b.text, end)).toBe(true);
      }
      expect(intersectSelections(b.text, a.text)).toEqual(common);
      if (common !== undefined && common.canonical.length <= 256) expect(selectionOf(common.canonical)).toEqual(common);
    }),
  );
});

test('an intersection is empty only when no end of a range lies in the other', () => {
  fc.assert(
    fc.property(shortSelections, shortSelections, (a, b) => {
      const touches = selectionOf(a.text).ranges.some(([min]) => selectionContains(b.text, min));
      const touched = selectionOf(b.text).ranges.some(([min]) => selectionContains(a.text, min));
      expect(intersectSelections(a.text, b.text) !== undefined).toBe(touches || touched);
    }),
  );
});

const letters = fc.constantFrom(...'abcxyzABCXYZ');
const rest = fc.string({ unit: fc.constantFrom(...'abcxyzABCXYZ0189_-'), maxLength: 9 });
const segments = fc.tuple(letters, rest).map(([first, more]) => first + more);
const partialIds = fc
  .array(segments, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('.'))
  .filter((id) => id.length >= 6 && id.length <= 32);
const repositories = fc.string({ unit: letters, minLength: 3, maxLength: 8 });

test('an id reads as it is written, in lower case, and its full form is a fixed point', () => {
  fc.assert(
    fc.property(fc.option(repositories), partialIds, (repository, partial) => {
      const parsed = parsePackageId(repository === null ? partial : `${repository}/${partial}`);
      const expected = { repository: (repository ?? 'xpkg').toLowerCase(), partial: partial.toLowerCase() };
      const full = `${expected.repository}/${expected.partial}`;
      expect(parsed).toEqual({ ok: true, value: { ...expected, full } });
      expect(parsePackageId(full)).toEqual(parsed);
    }),
  );
});

// Everything a parser may be handed: text of any bytes, text that is nearly right, and things that are no text at all.
const nearly = fc.string({ unit: fc.constantFrom(...'0123456789abrx.-,* /_[]"'), maxLength: 40 });
const anything = fc.oneof(nearly, fc.string({ unit: 'binary' }), fc.anything());

test('no input makes a rule throw, and each answer is a value or a code', () => {
  const rules = [parsePackageId, parseVersion, parseSelection];
  fc.assert(
    fc.property(anything, (input) => {
      for (const rule of rules) {
        const answer = rule(input);
        expect(answer).toEqual(
          answer.ok ? { ok: true, value: expect.anything() } : { ok: false, code: expect.any(String) },
        );
      }
    }),
    { numRuns: 1000 },
  );
});

test('no input makes the lists or the form throw', () => {
  const rows = fc.oneof(anything, fc.array(fc.oneof(anything, fc.tuple(anything, anything))));
  const names = fc.constantFrom(
    'packageId',
    'packageVersion',
    'xpSelection',
    'isPublic',
    'dependencies',
    'supportsLinux',
  );
  fc.assert(
    fc.property(anything, rows, rows, fc.dictionary(names, anything), (id, dependencies, incompatibilities, fields) => {
      for (const own of [id, 'example.package1']) {
        const lists = validateLists(own, dependencies, incompatibilities);
        expect(lists.ok ? lists.dependencies : lists.code).toBeDefined();
      }
      expect(validateUploadFields(fields)).toMatchObject({
        ok: false,
        code: expect.any(String),
        field: expect.any(String),
      });
    }),
    { numRuns: 500 },
  );
});
