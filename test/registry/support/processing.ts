import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';

/** Processing that makes a package of this content (and the version's name) without looking at the zip. */
export function processedAs(content: string): RunProcessing {
  return async ({ workDir, packageId, packageVersion }) => {
    const bytes = `${content} of ${packageId}@${packageVersion}`;
    const xpkgPath = join(workDir, 'package.xpkg');
    await writeFile(xpkgPath, bytes);
    return {
      status: 'processed',
      xpkgPath,
      hash: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      installedSize: bytes.length * 2,
      notes: [],
    };
  };
}
