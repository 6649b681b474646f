import { expect, test } from 'vitest';
import {
  compareVersions,
  parsePackageId,
  parseSelection,
  parseVersion,
  selectionContains,
} from '../../protocol/index.ts';
import { vectorCases } from './vectors.ts';

test.each(vectorCases<{ input: string; recommended: boolean }>('ids'))('id $input', ({ input, recommended }) => {
  expect(parsePackageId(input).ok).toBe(recommended);
});

interface VersionCase {
  readonly input: string;
  readonly route_error: string | null;
  readonly recommended: { readonly valid: boolean; readonly canonical?: string; readonly order_key?: string };
}

test.each(vectorCases<VersionCase>('versions'))('version $input', ({ input, recommended, route_error }) => {
  const parsed = parseVersion(input);
  if (recommended.valid) {
    const orderKey = BigInt(recommended.order_key ?? '');
    expect(parsed).toEqual({ ok: true, value: { canonical: recommended.canonical, orderKey } });
  } else {
    expect(parsed).toEqual({ ok: false, code: route_error ?? 'invalid_version' });
  }
});

test('versions in ascending order', () => {
  const cases = vectorCases<{ version: string; order_key: string }>('version_order_ascending');
  cases.forEach((one, at) => {
    const parsed = parseVersion(one.version);
    expect(parsed.ok && parsed.value.orderKey).toBe(BigInt(one.order_key));
    cases.forEach((other, otherAt) => {
      expect(compareVersions(one.version, other.version)).toBe(Math.sign(at - otherAt));
    });
  });
});

interface EqualityCase {
  readonly a: string;
  readonly b: string;
  readonly equal: boolean;
  readonly canonical: string;
}

test.each(vectorCases<EqualityCase>('version_equalities'))('$a is $b', ({ a, b, equal, canonical }) => {
  expect(compareVersions(a, b) === 0).toBe(equal);
  expect([parseVersion(a), parseVersion(b)]).toMatchObject([{ value: { canonical } }, { value: { canonical } }]);
});

type Numbers = readonly (number | string)[];
function written([major, minor, patch, letter = '', pre = '']: Numbers) {
  return `${[major, minor, patch].filter((part) => part !== undefined).join('.')}${letter}${pre}`;
}

test.each(vectorCases<{ construct: Numbers; equals?: Numbers; not_equals?: Numbers }>('versions_client_only'))(
  'constructed $construct',
  ({ construct, equals, not_equals }) => {
    if (equals) expect(compareVersions(written(construct), written(equals))).toBe(0);
    if (not_equals) expect(compareVersions(written(construct), written(not_equals))).not.toBe(0);
    expect(equals ?? not_equals).toBeDefined();
  },
);

interface SelectionCase {
  readonly input: string;
  readonly recommended: { readonly valid: boolean; readonly canonical?: string; readonly ranges?: [string, string][] };
}

test.each(vectorCases<SelectionCase>('selections'))('selection $input', ({ input, recommended }) => {
  const parsed = parseSelection(input);
  if (recommended.valid) {
    const { canonical, ranges } = recommended;
    expect(parsed).toEqual({ ok: true, value: { canonical, ranges } });
  } else {
    expect(parsed).toEqual({ ok: false, code: input === '' ? 'invalid_or_empty_str' : 'invalid_selection' });
  }
});

interface ContainsCase {
  readonly selection: string;
  readonly version: string;
  readonly recommended: boolean;
}

test.each(vectorCases<ContainsCase>('selection_contains'))('$selection contains $version', (one) => {
  const selection = parseSelection(one.selection);
  const version = parseVersion(one.version);
  expect(selection.ok && version.ok && selectionContains(selection.value, version.value)).toBe(one.recommended);
  expect(selectionContains(one.selection, one.version)).toBe(one.recommended);
});
