import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistryClient } from '../../../main/publish/client/client.ts';
import { type ArchiveToSend, explainAnswer, type SendOutcome } from '../../../main/publish/client/index.ts';
import { Limiter } from '../../../main/publish/client/limiter.ts';
import type { RegistryClient } from '../../../main/publish/index.ts';
import { formFaults } from '../../../main/publish/release/form-faults.ts';
import { type Registry, startRegistry } from '../../../main/registry/index.ts';
import type { AppError, ReleaseDraft } from '../../../preload/contract.ts';
import { ERRORS, PERMISSIONS, releaseFields } from '../../../protocol/index.ts';
import { makeFolder } from '../../make-folder.ts';
import { fastClock } from '../clocks.ts';
import { DRAFT, PACKAGE, QUICK, TOKEN } from '../world.ts';
import { packageZip } from '../zip.ts';

// Every code of the API documents, provoked over HTTP against the local registry, ends at its field with its sentence.

const REFERENCE = join(import.meta.dirname, '../../protocol/reference');

/** The codes as the documents list them: - "code" -- what it means. */
function documentedCodes(): Set<string> {
  const codes = new Set<string>();
  for (const name of readdirSync(REFERENCE).filter((file) => /upload|retry/.test(file) && file.startsWith('xpkg'))) {
    for (const [, code] of readFileSync(join(REFERENCE, name), 'utf8').matchAll(/^- "([a-z_]+)" --/gm))
      codes.add(code!);
  }
  return codes;
}

interface Case {
  /** What goes out: the fields of a good upload with these in place of theirs. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly route?: 'upload' | 'retry' | 'no-file';
  readonly field: string | null;
  /** The same fault in the author's form, which finds it before anything is sent, at this field and row. */
  readonly typed?: Partial<ReleaseDraft>;
  readonly row?: number;
}

function pairs(...rows: unknown[]) {
  return JSON.stringify(rows);
}

const good: [string, string] = ['good.package', '1'];

const CASES: Readonly<Record<string, Case>> = {
  invalid_or_empty_str: { fields: { packageVersion: '' }, field: null, typed: { packageVersion: ' ' } },
  not_bool: { fields: { isPublic: 'yes' }, field: null },
  no_file: { route: 'no-file', field: 'file' },
  invalid_id_or_repo: { fields: { packageId: 'a.b' }, field: 'packageId', typed: { packageId: 'other/some.package' } },
  bad_version_len: {
    fields: { packageVersion: '1.0.0.0.0.0.0.0.0' },
    field: 'packageVersion',
    typed: { packageVersion: '1.0.0.0.0.0.0.0.0' },
  },
  invalid_version: { fields: { packageVersion: '1.x' }, field: 'packageVersion', typed: { packageVersion: '1.x' } },
  bad_sel_len: {
    fields: { xpSelection: '1,'.repeat(200) },
    field: 'xpSelection',
    typed: { xpSelection: '1,'.repeat(200) },
  },
  invalid_selection: { fields: { xpSelection: '>=12' }, field: 'xpSelection', typed: { xpSelection: '>=12' } },
  invalid_access_config: { fields: { isPrivate: 'true' }, field: 'access' },
  plat_supp: {
    fields: { supportsMacOS: 'false', supportsWindows: 'false', supportsLinux: 'false' },
    field: 'platforms',
    typed: { platforms: { macOS: false, windows: false, linux: false } },
  },
  dep_not_str: { fields: { dependencies: '' }, field: 'dependencies' },
  inc_not_str: { fields: { incompatibilities: '' }, field: 'incompatibilities' },
  bad_dep_arr: {
    fields: { dependencies: '{}' },
    field: 'dependencies',
    typed: { dependencies: Array.from({ length: 129 }, (_, n): [string, string] => [`some.package${n}`, '1']) },
  },
  bad_inc_arr: {
    fields: { incompatibilities: 'nonsense' },
    field: 'incompatibilities',
    typed: { incompatibilities: Array.from({ length: 129 }, (_, n): [string, string] => [`some.package${n}`, '1']) },
  },
  bad_dep_tuple: { fields: { dependencies: pairs(good, ['one']) }, field: 'dependencies' },
  bad_inc_tuple: { fields: { incompatibilities: pairs('text') }, field: 'incompatibilities' },
  invalid_dep_tuple_types: { fields: { dependencies: pairs([1, '1']) }, field: 'dependencies' },
  invalid_inc_tuple_types: { fields: { incompatibilities: pairs(['some.package', null]) }, field: 'incompatibilities' },
  invalid_dep_tuple_id: {
    fields: { dependencies: pairs(['no', '1']) },
    field: 'dependencies',
    typed: { dependencies: [good, ['no', '1']] },
    row: 1,
  },
  invalid_inc_tuple_id: {
    fields: { incompatibilities: pairs(['no', '1']) },
    field: 'incompatibilities',
    typed: { incompatibilities: [good, good, ['no', '1']] },
    row: 2,
  },
  invalid_dep_sel: {
    fields: { dependencies: pairs(['some.package', 'x']) },
    field: 'dependencies',
    typed: { dependencies: [['some.package', 'x']] },
    row: 0,
  },
  invalid_inc_sel: {
    fields: { incompatibilities: pairs(['some.package', 'x']) },
    field: 'incompatibilities',
    typed: { incompatibilities: [good, ['some.package', 'x']] },
    row: 1,
  },
  self_dep: {
    fields: { dependencies: pairs([PACKAGE, '1']) },
    field: 'dependencies',
    typed: { dependencies: [good, [`xpkg/${PACKAGE}`, '1']] },
    row: 1,
  },
  dep_or_self_inc: {
    fields: { incompatibilities: pairs(['other.package', '1']) },
    field: 'incompatibilities',
    typed: { incompatibilities: [['XPKG/Other.Package', '1']] },
    row: 0,
  },
  version_exists: { fields: { packageVersion: '0.9' }, field: 'packageVersion' },
  version_not_exist: { route: 'retry', fields: { packageVersion: '7.7.7' }, field: 'packageVersion' },
  cant_retry: { route: 'retry', fields: { packageVersion: '0.9' }, field: 'packageVersion' },
};

let folder: string;
let registry: Registry;
let archive: ArchiveToSend;

beforeAll(async () => {
  folder = makeFolder('codes');
  registry = await startRegistry({
    dataDir: join(folder, 'registry'),
    rateLimits: false,
    seed: {
      authors: [
        { authorId: 'author1', tokens: [{ token: TOKEN }, { token: 'viewer', permissions: PERMISSIONS.ViewPackages }] },
        { authorId: 'author2', tokens: [{ token: 'stranger' }] },
      ],
      packages: [{ packageId: PACKAGE, authorId: 'author1', versions: [{ version: '0.9' }] }],
    },
  });
  const bytes = packageZip(PACKAGE);
  archive = {
    path: join(folder, 'archive.zip'),
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    identity: undefined,
  };
  await writeFile(archive.path, bytes);
});

afterAll(async () => {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

function clientWith(token: string | null): RegistryClient {
  const clock = fastClock(50);
  return createRegistryClient({
    baseUrl: registry.url,
    token: token ?? undefined,
    clock,
    limiter: new Limiter(clock, false),
    timeouts: QUICK,
  });
}

function fieldsOf(changed: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { notes: _, ...form } = DRAFT;
  const fields = { ...releaseFields(form), ...changed };
  // A selection that is to be wrong must be wrong under both of its names.
  return { ...fields, xplaneSelection: fields.xpSelection ?? '' };
}

async function provoked(code: string, { route = 'upload', fields = {} }: Case): Promise<AppError> {
  if (route === 'no-file') {
    const form = new FormData();
    for (const [name, text] of Object.entries(fieldsOf())) form.append(name, text);
    const headers = { authorization: TOKEN };
    const response = await fetch(`${registry.url}/packages/upload`, { method: 'POST', headers, body: form });
    return explainAnswer(response.status, await response.text());
  }
  const client = clientWith(TOKEN);
  const all = fieldsOf(fields);
  const name = { packageId: all.packageId ?? '', version: all.packageVersion ?? '' };
  return refusal(code, await (route === 'upload' ? client.upload(all, archive) : client.retry(name, archive)));
}

function refusal(what: string, outcome: SendOutcome): AppError {
  if (outcome.kind !== 'refused') throw new Error(`${what} ended as ${outcome.kind}`);
  return explainAnswer(outcome.httpStatus, outcome.text);
}

test('no documented code is missing from the table', () => {
  const documented = documentedCodes();
  expect(documented.size).toBeGreaterThan(20);
  expect([...documented].filter((code) => !(code in CASES))).toEqual([]);
});

test.each(Object.entries(CASES))('%s', async (code, one) => {
  const error = await provoked(code, one);
  const info = ERRORS[code];
  expect(error).toMatchObject({ code, message: info?.sentence, hint: info?.hint });
  expect(error.field ?? null).toBe(one.field);
  if (!one.typed) return;
  const faults = formFaults({ ...DRAFT, ...one.typed });
  const field = one.field ?? Object.keys(one.typed)[0];
  const fault = faults.find((found) => found.code === code && found.field === field);
  expect(fault).toMatchObject({ code, field, message: info?.sentence, ...(one.row !== undefined && { row: one.row }) });
});

test('the bare statuses of the documents are told in sentences, with what helps', async () => {
  const sent = async (token: string | null, version: string) =>
    refusal('', await clientWith(token).upload(fieldsOf({ packageVersion: version }), archive));
  expect(await sent('wrong', '2')).toMatchObject({ code: 'http_401', retry: 'sign-in' });
  expect(await sent('viewer', '2')).toMatchObject({ code: 'http_401', retry: 'sign-in' });
  expect(await sent('stranger', '2')).toMatchObject({
    code: 'http_403',
    message: expect.stringContaining('somebody else'),
  });
  expect(explainAnswer(409, 'Conflict').message).toContain('who is asking');
  expect(explainAnswer(418, '')).toMatchObject({ code: 'http_418' });
  expect(explainAnswer(400, 'brand_new_code')).toMatchObject({ code: 'brand_new_code' });
  expect(explainAnswer(400, '<html>a proxy</html>')).toMatchObject({ code: 'http_400' });
});

const NEW = { packageId: 'new.package', packageName: 'New', packageType: 'plugin', description: 'Long enough.' };

test.each([
  ['full_id_or_invalid', { packageId: 'xpkg/new.package' }, 'packageId'],
  ['invalid_name', { packageName: '1x' }, 'packageName'],
  ['bad_desc_len', { description: 'short' }, 'description'],
  ['invalid_pkg_type', { packageType: 'balloon' }, 'packageType'],
  ['id_in_use', { packageId: PACKAGE }, 'packageId'],
  ['name_in_use', { packageName: 'AUTHOR.package' }, 'packageName'],
] as const)('creating a package: %s', async (code, wrong, field) => {
  const client = clientWith(TOKEN);
  await client.createPackage({ ...NEW, packageId: 'taken.name', packageName: 'AUTHOR.package' });
  expect(await client.createPackage({ ...NEW, ...wrong })).toMatchObject({ kind: 'refused', error: { code, field } });
});
