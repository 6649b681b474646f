import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PackageType } from '../../../protocol/index.ts';
import { ask, formOf, openRegistry, TOKEN, versionData } from '../support/local-registry.ts';
import { type ProcessingCase, vectorCases } from '../support/vectors.ts';
import { craftZip } from './craft-zip.ts';

// The processing group of vectors.json from upload to mail, with the real job in its thread.

const UPLOAD = {
  packageVersion: '1.3b9',
  xpSelection: '*',
  dependencies: '[["example.package2","1.2-"]]',
  incompatibilities: '[]',
  supportsMacOS: 'true',
  supportsWindows: 'true',
  supportsLinux: 'true',
};

function zipOf({ zip }: ProcessingCase): Buffer {
  if (zip === 'empty file') return Buffer.alloc(0);
  if (typeof zip === 'string') return Buffer.from(/"(.*)"/.exec(zip)?.[1] ?? '');
  return craftZip(
    zip.map(({ path, text, symlink, executable }) => ({
      name: path,
      ...(path.endsWith('/') ? {} : { content: text ?? 'content' }),
      ...(symlink === undefined ? {} : { symlink }),
      ...(executable === undefined ? {} : { executable }),
    })),
  );
}

function nameIn(subject: string, id: string): string {
  return subject.replace('<id>', id);
}

test.each(vectorCases('processing'))('$name', async (vector) => {
  const { packageId, recommended } = vector;
  const registry = await openRegistry({
    seed: {
      authors: [{ authorId: 'AUTHOR1', tokens: [{ token: TOKEN }] }],
      packages: [{ packageId, packageType: vector.packageType as PackageType }],
    },
  });
  const { isPublic, isPrivate, isStored } = vector.access ?? { isPublic: true, isPrivate: false, isStored: true };
  const access = { isPublic: `${isPublic}`, isPrivate: `${isPrivate}`, isStored: `${isStored}` };
  const body = formOf({ packageId, ...UPLOAD, ...access }, {}, {}, new Uint8Array(zipOf(vector)));
  expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
  await registry.idle();

  const data = await versionData(registry, '1.3.0b9', packageId);
  expect(data.status).toBe(recommended.status);
  const { text } = await ask(`${registry.url}/local/outbox`);
  const [mail] = (JSON.parse(text) as { mails: { subject: string; text: string }[] }).mails;
  const processed = recommended.status === 'processed';
  const subject = processed ? vector.reference.mail_subject : 'X-Pkg Packaging Failure (<id>)';
  expect(mail?.subject).toBe(nameIn(subject, packageId));
  expect('loc' in data).toBe(processed && isStored);
  expect(await readdir(join(registry.dataDir, 'temp'))).toEqual([]);
  expect(await readdir(join(registry.dataDir, 'uploads'))).toHaveLength(processed ? 0 : 1);
  if (!processed) {
    expect(data).toMatchObject({ size: 0, installedSize: 0 });
    return;
  }
  const url = isStored ? String(data.loc) : (/http\S+/.exec(mail?.text ?? '')?.[0] ?? '');
  const download = Buffer.from(await (await fetch(url)).arrayBuffer());
  expect(createHash('sha256').update(download).digest('hex')).toBe(data.hash);
  expect(download).toHaveLength(data.size as number);
  expect(download.subarray(0, 4).toString('hex')).toBe('504b0304');
  expect(download.includes(`"packageVersion": "1.3.0b9"`)).toBe(true);
});
