import { expect, test } from 'vitest';

import type { PackageType } from '../../../protocol/index.ts';
import { vectorCases } from '../../protocol/vectors.ts';
import { type CraftedEntry, craftZip } from './craft-zip.ts';
import { listZip } from './read-zip.ts';
import { processed, runZip } from './run-zip.ts';

interface ZipEntry {
  path: string;
  text?: string;
  symlink?: string;
  executable?: boolean;
}
interface Case {
  name: string;
  packageId: string;
  packageType: PackageType;
  zip: ZipEntry[] | string;
  reference: { status: string; xpkg_entries?: string[] };
  recommended: { status: string };
}

const cases = vectorCases<Case>('processing');

test.each(cases)('$name: $recommended.status', async ({ packageId, packageType, zip, recommended }) => {
  const outcome = await runZip(bytesOf(zip), { packageId, packageType });
  expect(outcome.status).toBe(recommended.status);
});

const sameAnswer = cases.filter(({ reference, recommended }) => {
  return recommended.status === 'processed' && reference.xpkg_entries !== undefined;
});

test.each(sameAnswer)(
  '$name: the same entries as the original server',
  async ({ packageId, packageType, zip, reference }) => {
    const outcome = processed(await runZip(bytesOf(zip), { packageId, packageType }));
    expect(listZip(outcome.xpkgPath).toSorted()).toEqual(reference.xpkg_entries?.toSorted());
  },
);

function bytesOf(zip: ZipEntry[] | string): Buffer {
  if (typeof zip === 'string') return Buffer.from(zip === 'empty file' ? '' : 'nope');
  return craftZip(
    zip.map(({ path, text, ...rest }): CraftedEntry => {
      return { name: path, content: path.endsWith('/') ? '' : (text ?? 'content'), ...rest };
    }),
  );
}
