import { basename, join } from 'node:path';

import { copyEntries } from './copy-entries.ts';
import { defaultScript } from './default-scripts.ts';
import { decideLayout, type Layout } from './layout.ts';
import { createNotes } from './notes.ts';
import { type ProcessingInput, type ProcessingOutcome, Refusal } from './outcome.ts';
import { MANIFEST } from './root-facts.ts';
import { surveyArchive } from './survey.ts';
import { XpkgWriter } from './xpkg-writer.ts';
import { openZipSource, type ZipSource } from './zip-source.ts';

/** Ends unfinished files, so that what a dead process left can be told apart and removed. */
export const PART_SUFFIX = '.part';

/**
 * Turns an uploaded zip into the package file, or says why not. Never throws: whatever goes wrong is an outcome,
 * and unless that is `processed` nothing stays in the working folder.
 */
export async function processArchive(
  input: ProcessingInput,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ProcessingOutcome> {
  try {
    options.signal?.throwIfAborted();
    const source = await openZipSource(input.zipPath);
    try {
      return await processSource(source, input, options.signal);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, reason: error.message };
    if (options.signal?.aborted) return { status: 'aborted', reason: 'processing was stopped before it was done' };
    return { status: 'failed_server', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function processSource(
  source: ZipSource,
  input: ProcessingInput,
  signal: AbortSignal | undefined,
): Promise<ProcessingOutcome> {
  const notes = createNotes();
  const survey = await surveyArchive(source, input.packageId, notes, signal);
  const layout = decideLayout(survey, input);
  const out = await XpkgWriter.create(join(input.workDir, basename(input.zipPath) + PART_SUFFIX));
  try {
    await copyEntries(source, survey, layout, out, signal);
    await addOwnFiles(out, layout, input);
    signal?.throwIfAborted();
    const { path, hash, size, contentBytes } = await out.finish();
    return { status: 'processed', xpkgPath: path, hash, size, installedSize: contentBytes, notes: notes.list() };
  } catch (error) {
    await out.discard();
    throw error;
  }
}

async function addOwnFiles(out: XpkgWriter, layout: Layout, input: ProcessingInput): Promise<void> {
  for (const script of layout.missingScripts) {
    const text = defaultScript(input.packageType, script);
    if (text !== undefined) await out.addFile(script, text);
  }
  await out.addFile(MANIFEST, manifestText(input));
}

function manifestText(input: ProcessingInput): string {
  const { packageName, packageId, packageVersion, authorId, dependencies, platforms } = input;
  const { macOS, windows, linux } = platforms;
  const manifest = {
    manifestVersion: 1,
    packageName,
    packageId,
    packageVersion,
    authorId,
    dependencies,
    platforms: { macOS, windows, linux },
  };
  return JSON.stringify(manifest, null, 4);
}
