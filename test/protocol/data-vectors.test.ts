import { expect, test } from 'vitest';
import {
  installationFile,
  isVersionStatus,
  type ListEntry,
  PERMISSIONS,
  RATE_LIMITS,
  statusInfo,
  VERSION_STATUSES,
  writeManifest,
} from '../../protocol/index.ts';
import { groupNames, vectorCases } from './vectors.ts';

interface StatusCase {
  readonly status: string;
  readonly terminal: boolean;
  readonly retryable: boolean;
  readonly listed_if_public: boolean;
}

test('every status of a version is known, with what may be done about it', () => {
  const cases = vectorCases<StatusCase>('version_statuses');
  expect(cases.map(({ status }) => status).toSorted()).toEqual(VERSION_STATUSES.toSorted());
  for (const { status, terminal, retryable, listed_if_public: listed } of cases) {
    if (!isVersionStatus(status)) throw new Error(`${status} is unknown`);
    expect(statusInfo(status)).toMatchObject({ status, terminal, retryable, listed });
  }
});

test('the bits of the permissions', () => {
  const cases = vectorCases<{ name: string; bit: number; value: number }>('token_permissions');
  expect(PERMISSIONS).toEqual(Object.fromEntries(cases.map(({ name, value }) => [name, value])));
  for (const { bit, value } of cases) expect(2 ** bit).toBe(value);
});

interface LimitCase {
  readonly route: string;
  readonly points: number;
  readonly window_s: number;
  readonly block_s: number;
}

test('the rate limits', () => {
  const limits = Object.values(RATE_LIMITS).map((limit) => ({
    route: limit.route,
    points: limit.points,
    window_s: limit.windowSeconds,
    block_s: limit.blockSeconds,
  }));
  const byRoute = (a: LimitCase, b: LimitCase) => (a.route < b.route ? -1 : 1);
  expect(limits.toSorted(byRoute)).toEqual(vectorCases<LimitCase>('rate_limits').toSorted(byRoute));
});

test.each(vectorCases<{ text: string }>('manifest'))('the manifest, byte for byte', ({ text }) => {
  const { packageName, packageId, packageVersion, authorId, dependencies, platforms } = JSON.parse(text) as {
    packageName: string;
    packageId: string;
    packageVersion: string;
    authorId: string;
    dependencies: ListEntry[];
    platforms: { macOS: boolean; windows: boolean; linux: boolean };
  };
  // Given in another order, the keys still come out in theirs.
  const { linux, macOS, windows } = platforms;
  const shuffled = {
    platforms: { linux, windows, macOS },
    dependencies,
    authorId,
    packageVersion,
    packageId,
    packageName,
  };
  expect(writeManifest(shuffled)).toBe(text);
});

interface InstallationCase {
  readonly packageId?: string;
  readonly packageVersion: string;
  readonly privateKey: string | null;
  readonly text: string;
  readonly file_name: string;
  readonly magic_package?: string;
  readonly magic_installation?: string;
}

test.each(vectorCases<InstallationCase>('installation_file'))('the installation file %#', (one) => {
  if (one.packageId === undefined) {
    const { text } = installationFile({ packageId: 'an.addon', version: '1.0.0', privateKey: undefined });
    expect(Buffer.from(text).toString('hex').slice(0, 8)).toBe(one.magic_installation);
    return;
  }
  const { packageId, packageVersion: version, privateKey } = one;
  const { fileName, text } = installationFile({ packageId, version, privateKey: privateKey ?? undefined });
  expect({ fileName, text }).toEqual({ fileName: one.file_name, text: one.text });
});

test('no group of the vectors is left out', () => {
  const here = [
    'ids',
    'versions',
    'version_order_ascending',
    'version_equalities',
    'versions_client_only',
    'selections',
  ]
    .concat(['selection_contains', 'upload', 'access_configs', 'tuple_validation', 'upload_precedence', 'retry'])
    .concat(['new_package', 'version_statuses', 'token_permissions', 'rate_limits', 'manifest', 'installation_file']);
  const ofTheRegistry = ['other_routes', 'processing', 'rate_limit_timeline'];
  expect(groupNames.toSorted()).toEqual([...here, ...ofTheRegistry].toSorted());
});
