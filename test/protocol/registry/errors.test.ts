import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS, explainCode, explainHttpStatus, statusInfo, VERSION_STATUSES } from '../../../protocol/index.ts';

const REFERENCE = new URL('../reference/', import.meta.url);

// The documents of the API name a code as `- "code" -- what it means`.
function documentedCodes(file: string): string[] {
  const text = readFileSync(new URL(file, REFERENCE), 'utf8');
  return [...text.matchAll(/^- "([a-z_]+)" -- /gm)].map(([, code]) => code ?? '');
}

test('the documents are here, and name the codes they are known to name', () => {
  expect(readdirSync(REFERENCE).toSorted()).toEqual([
    'writer-files-retry.md',
    'xpkg-packages-retry.md',
    'xpkg-packages-upload.md',
  ]);
  expect(documentedCodes('xpkg-packages-upload.md')).toHaveLength(24);
  expect(documentedCodes('xpkg-packages-retry.md')).toHaveLength(7);
});

// Codes that the documents of upload and retry leave out: those of the server, of the other routes, and our own.
const FURTHER_CODES =
  `invalid_dep_sel bad_multipart full_id_or_invalid profane_id profane_name invalid_name bad_desc_len profane_desc invalid_pkg_type
  id_in_use name_in_use same_name too_soon name_exists bad_after_date bad_before_date bad_date_combo short_diff long_diff bad_len bad_email
  profane is_password email name missing_form_data bad_request too_many_tokens long_desc short_name long_name neg_or_zero_expiry long_expiry
  float_expiry zero_perm float_perm large_perm admin_perm invalid_perm long_arr invalid_arr extra_arr`.split(/\s+/);

const codes = [
  ...documentedCodes('xpkg-packages-upload.md'),
  ...documentedCodes('xpkg-packages-retry.md'),
  ...FURTHER_CODES,
  ...VERSION_STATUSES.filter((status) => statusInfo(status).retryable),
];

test.each([...new Set(codes)])('%s is explained', (code) => {
  expect(Object.keys(ERRORS)).toContain(code);
  const { sentence, hint } = explainCode(code);
  for (const text of [sentence, hint]) {
    expect(text).toMatch(/^["A-Z].+[.]$/);
    expect(text).not.toContain(code.includes('_') ? code : 'undefined');
  }
});

test('no entry is for a code that nobody sends', () => {
  expect(Object.keys(ERRORS).toSorted()).toEqual([...new Set(codes)].toSorted());
});

const FIELDS: Readonly<Record<string, string>> = {
  packageId: 'invalid_id_or_repo full_id_or_invalid profane_id id_in_use',
  packageVersion: 'bad_version_len invalid_version version_exists version_not_exist cant_retry',
  xpSelection: 'bad_sel_len invalid_selection',
  access: 'invalid_access_config',
  platforms: 'plat_supp',
  file: 'no_file bad_multipart',
  dependencies:
    'dep_not_str bad_dep_arr bad_dep_tuple invalid_dep_tuple_types invalid_dep_tuple_id self_dep invalid_dep_sel',
  incompatibilities:
    'inc_not_str bad_inc_arr bad_inc_tuple invalid_inc_tuple_types invalid_inc_tuple_id dep_or_self_inc invalid_inc_sel',
  packageName: 'profane_name invalid_name name_in_use',
  description: 'bad_desc_len profane_desc long_desc',
  packageType: 'invalid_pkg_type',
  name: 'same_name too_soon name_exists name profane too_many_tokens short_name long_name',
  email: 'email bad_email',
  password: 'is_password',
  expires: 'neg_or_zero_expiry long_expiry float_expiry',
  permissions: 'zero_perm float_perm large_perm admin_perm invalid_perm long_arr invalid_arr extra_arr',
  after: 'bad_after_date bad_date_combo',
  before: 'bad_before_date short_diff long_diff',
};

test('each code belongs to its field, or to whichever field was sent wrong', () => {
  const expected = Object.entries(FIELDS).flatMap(([field, names]) => names.split(' ').map((code) => [code, field]));
  const known = Object.values(ERRORS).filter(({ field }) => field !== undefined);
  expect(Object.fromEntries(known.map(({ code, field }) => [code, field]))).toEqual(Object.fromEntries(expected));
});

test('each code knows whether repeating can help', () => {
  expect(explainCode('plat_supp')).toMatchObject({ code: 'plat_supp', field: 'platforms', repeatable: false });
  const repeatable = Object.values(ERRORS).filter((info) => info.repeatable);
  expect(repeatable.map(({ code }) => code).toSorted()).toEqual(['aborted', 'failed_server', 'too_soon']);
});

test('an unknown code is named as it came, and never mistaken for something of JavaScript', () => {
  for (const code of ['brand_new', 'constructor', '__proto__', 'toString', '']) {
    expect(explainCode(code)).toMatchObject({
      code,
      field: undefined,
      sentence: `The registry answered "${code}".`,
      repeatable: false,
    });
  }
  expect(explainCode('x'.repeat(80)).code).toBe('x'.repeat(80));
  expect(explainCode('x'.repeat(81)).code).toBe(`${'x'.repeat(80)}…`);
});

test.each([
  [400, false],
  [401, false],
  [403, false],
  [404, false],
  [409, true],
  [413, false],
  [418, false],
  [429, true],
  [451, false],
  [499, false],
  [500, true],
  [503, true],
])('a bare %i is explained', (status, repeatable) => {
  const info = explainHttpStatus(status);
  expect(info).toMatchObject({ code: `http_${status}`, field: undefined, repeatable });
  // Those that mean something in this API have a sentence of their own; the others are named by their number.
  expect(info.sentence.includes(String(status))).toBe([451, 499, 500, 503].includes(status));
  expect([info.sentence, info.hint]).toEqual([expect.stringMatching(/.+\.$/), expect.stringMatching(/.+\.$/)]);
});

test('statuses say whose move it is', () => {
  const faults = Object.fromEntries(VERSION_STATUSES.map((status) => [status, statusInfo(status).fault]));
  expect(faults).toEqual({
    processing: 'none',
    processed: 'none',
    removed: 'withdrawn',
    failed_macosx: 'content',
    failed_no_file_dir: 'content',
    failed_manifest_exists: 'content',
    failed_invalid_file_types: 'content',
    failed_file_too_large: 'content',
    failed_not_enough_space: 'quota',
    failed_server: 'server',
    aborted: 'server',
  });
  for (const status of VERSION_STATUSES) {
    const { sentence, advice } = statusInfo(status);
    expect([sentence, advice]).toEqual([expect.stringMatching(/^[A-Z].+\.$/), expect.stringMatching(/^[A-Z].+\.$/)]);
  }
});
