import { expect, test } from 'vitest';
import {
  accessToFlags,
  checkNewPackage,
  type Grant,
  hasPermission,
  isVersionStatus,
  NOT_PERMITTED,
  needsPrivateKey,
  parseOwnPackageId,
  statusInfo,
  type TextFields,
  validateRetryFields,
  validateUploadFields,
} from '../../protocol/index.ts';
import { vectorCases } from './vectors.ts';

// The state of affairs that every case starts from, as the notes of the vectors describe it.
const OWNED = ['example.package1', 'example.package2'];
const VERSIONS: Readonly<Record<string, string>> = {
  '1.0.0': 'processed',
  '1.1.0': 'processing',
  '1.2.0': 'removed',
  '1.3.0': 'failed_macosx',
  '1.4.0': 'failed_no_file_dir',
  '1.5.0': 'failed_manifest_exists',
  '1.6.0': 'failed_invalid_file_types',
  '1.7.0': 'failed_file_too_large',
  '1.8.0': 'failed_not_enough_space',
  '1.9.0': 'failed_server',
  '1.10.0': 'aborted',
};
const OK_UPLOAD = {
  packageId: 'example.package1',
  packageVersion: '2.0.0',
  xpSelection: '*',
  isPublic: 'true',
  isPrivate: 'false',
  isStored: 'true',
  dependencies: '[]',
  incompatibilities: '[]',
  supportsMacOS: 'false',
  supportsWindows: 'true',
  supportsLinux: 'true',
};
const OK_RETRY = { packageId: 'example.package1', packageVersion: '1.3.0' };

interface Case {
  readonly name: string;
  readonly request: {
    readonly override: Readonly<Record<string, string | null>>;
    readonly file?: 'absent' | { readonly field: string; readonly n?: number };
    readonly authorization?: string;
    readonly permissions?: number;
    readonly versionUploadPackages?: readonly string[];
  };
  readonly recommended: {
    readonly status: number;
    readonly body?: string;
    readonly stored?: Record<string, unknown> | string;
  };
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly stored?: unknown;
}

function fieldsOf(base: TextFields, { request }: Case): TextFields {
  return Object.fromEntries(Object.entries({ ...base, ...request.override }).filter(([, value]) => value !== null));
}

function hasFile({ request: { file } }: Case): boolean {
  return file === undefined || (file !== 'absent' && file.field === 'file' && (file.n ?? 1) === 1);
}

function grantOf({ request }: Case): Grant {
  return { permissions: request.permissions ?? 1, versionUploadPackages: request.versionUploadPackages };
}

function refused({ code }: { code: string }): Answer {
  return { status: 400, body: code };
}

/** The order of answers of XPKG.md section 5, as a registry gives them. */
function answerUpload(one: Case): Answer {
  if (one.request.authorization !== undefined) return { status: 401 };
  const form = validateUploadFields(fieldsOf(OK_UPLOAD, one), {
    hasFile: hasFile(one),
    mayUpload: (packageId) => hasPermission(grantOf(one), 'UploadVersion', packageId),
  });
  if (form === NOT_PERMITTED) return { status: 401 };
  if (!form.ok) return refused(form);
  const { packageId, version, access, ...taken } = form.value;
  if (!OWNED.includes(packageId.partial)) return { status: 403 };
  if (version.canonical in VERSIONS) return { status: 400, body: 'version_exists' };
  const { isPublic, isStored } = accessToFlags(access);
  return { status: 204, stored: { packageVersion: version.canonical, access: { isPublic, isStored }, ...taken } };
}

/** The same for section 6. */
function answerRetry(one: Case): Answer {
  const read = validateRetryFields(fieldsOf(OK_RETRY, one), { hasFile: hasFile(one) });
  if (!read.ok) return refused(read);
  const { packageId, version } = read.value;
  if (!hasPermission(grantOf(one), 'UploadVersion', packageId.partial)) return { status: 401 };
  if (!OWNED.includes(packageId.partial)) return { status: 403 };
  const status = VERSIONS[version.canonical];
  if (!isVersionStatus(status)) return { status: 400, body: 'version_not_exist' };
  return statusInfo(status).retryable ? { status: 204 } : { status: 400, body: 'cant_retry' };
}

const uploads = [
  ...vectorCases<Case>('upload'),
  ...vectorCases<Case>('tuple_validation'),
  ...vectorCases<Case>('upload_precedence'),
];

test.each(uploads)('upload: $name', (one) => {
  const { stored } = one.recommended;
  if (typeof stored !== 'string') return expect(answerUpload(one)).toMatchObject(one.recommended);
  // Said in words there, because the list is long.
  expect(stored).toBe('128 tuples, each id prefixed xpkg/');
  const rows = Array.from({ length: 128 }, (_, at) => [`xpkg/aaaaaa.p${at}`, '*']);
  return expect(answerUpload(one)).toMatchObject({ status: 204, stored: { incompatibilities: rows } });
});

test.each(vectorCases<Case>('retry'))('retry: $name', (one) => {
  expect(answerRetry(one)).toEqual(one.recommended);
});

// Where neither the token nor the stored versions matter, one call says what all the steps say.
test.each(uploads)('validateUploadFields: $name', (one) => {
  const { status, body, stored } = answerUpload(one);
  if (status === 401 || status === 403 || body === 'version_exists') return expect(one.recommended.status).toBe(status);
  const validated = validateUploadFields(fieldsOf(OK_UPLOAD, one), { hasFile: hasFile(one) });
  if (!validated.ok) return expect({ status: 400, body: validated.code }).toEqual({ status, body });
  const { dependencies, incompatibilities, xpSelection, platforms } = validated.value;
  return expect(stored).toMatchObject({ dependencies, incompatibilities, xpSelection, platforms });
});

interface AccessCase {
  readonly isPublic: string;
  readonly isPrivate: string;
  readonly isStored: string;
  readonly privateKeyGenerated: boolean;
  readonly recommended: string;
}

test.each(vectorCases<AccessCase>('access_configs'))(
  'public $isPublic, private $isPrivate, stored $isStored',
  (one) => {
    const { isPublic, isPrivate, isStored } = one;
    const validated = validateUploadFields({ ...OK_UPLOAD, isPublic, isPrivate, isStored });
    if (validated.ok) {
      const { access } = validated.value;
      const flags = accessToFlags(access);
      expect(one.recommended).toBe('accept');
      expect([String(flags.isPublic), String(flags.isPrivate), String(flags.isStored)]).toEqual([
        isPublic,
        isPrivate,
        isStored,
      ]);
      expect(needsPrivateKey(access)).toBe(one.privateKeyGenerated);
    } else {
      expect(validated).toMatchObject({ code: one.recommended, field: 'access' });
    }
  },
);

interface NewPackageCase {
  readonly name: string;
  readonly body: Readonly<Record<string, string>>;
  readonly recommended: { readonly status: number; readonly body?: string };
}

const newPackages = vectorCases<NewPackageCase>('new_package');

test.each(newPackages)('new package: $name', ({ body, recommended }) => {
  const description = body.description?.replace(/^x repeated (\d+)$/, (_, count) => 'x'.repeat(Number(count)));
  const checked = checkNewPackage(description === undefined ? body : { ...body, description });
  // Whether an id is free only the registry knows: the rules accept it.
  const expected =
    recommended.body === 'id_in_use' || recommended.body === 'name_in_use' ? undefined : recommended.body;
  expect(checked.ok ? undefined : checked.code).toBe(expected);
  if (checked.ok) expect(parseOwnPackageId(checked.value.packageId).ok).toBe(true);
});
