import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { FORMAT } from './layout.ts';

// The file beside an archive that tells what is in it and where: the proof of its contents and the key to reusing them.

const crcSchema = z.int().min(0).max(0xffff_ffff);
const countSchema = z.int().nonnegative();
// JSON has no integers of 64 bits.
const bigSchema = z.string().regex(/^\d{1,20}$/);

const blockSchema = z.object({
  form: z.enum(['raw', 'deflated', 'wrapped']),
  length: countSchema,
  checksum: crcSchema,
  crc: crcSchema,
});

const entrySchema = z.object({
  name: z.string(),
  size: countSchema,
  crc32: z.string().regex(/^[0-9a-f]{8}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  method: z.enum(['stored', 'deflated']),
  offset: countSchema,
  // Of the file it was made from; a text has none.
  mtimeNs: bigSchema.optional(),
  ino: bigSchema.optional(),
  blocks: z.array(blockSchema).min(1),
});

const manifestSchema = z.object({
  digest: z.string(),
  format: z.literal(FORMAT),
  // Another compressor gives other bytes for the same file.
  compressor: z.string(),
  level: z.int(),
  packageId: z.string(),
  startedNs: bigSchema,
  archive: z.object({ size: countSchema, sha256: z.string() }),
  entries: z.array(entrySchema),
});

export type ManifestEntry = z.infer<typeof entrySchema>;
export type ArchiveManifest = Omit<z.infer<typeof manifestSchema>, 'digest'>;

export const COMPRESSOR = `zlib ${process.versions.zlib}`;

export function manifestPath(archive: string): string {
  return `${archive}.manifest.json`;
}

const OPENING = '{"digest":"';
const DIGEST_LENGTH = 64;

/** One entry a line, behind a digest of everything that follows it: a manifest that was touched is not believed. */
export async function writeManifest(archive: string, manifest: ArchiveManifest): Promise<void> {
  const { entries, ...head } = manifest;
  const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
  const body = `",${JSON.stringify(head).slice(1, -1)},"entries":[\n${lines}\n]}\n`;
  const part = `${manifestPath(archive)}.part`;
  try {
    await writeFile(part, `${OPENING}${sha256(body)}${body}`);
    await rename(part, manifestPath(archive));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The manifest beside an archive; undefined when it is missing, damaged or of another version. */
export async function readManifest(archive: string): Promise<ArchiveManifest | undefined> {
  const text = await readFile(manifestPath(archive), 'utf8').catch(() => undefined);
  if (text === undefined || !text.startsWith(OPENING)) return undefined;
  const bodyStart = OPENING.length + DIGEST_LENGTH;
  if (text.slice(OPENING.length, bodyStart) !== sha256(text.slice(bodyStart))) return undefined;
  const parsed = manifestSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
