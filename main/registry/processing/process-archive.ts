import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { defaultScript, MANIFEST_NAME, writeManifest } from '../../../protocol/index.ts';
import { copyEntries } from './copy/copy-entries.ts';
import { unfinishedFiles, XpkgWriter } from './copy/xpkg-writer.ts';
import { describeFailure } from './failure.ts';
import { type ProcessingInput, type ProcessingOutcome, Refusal } from './outcome.ts';
import { decideLayout, type Layout } from './survey/layout.ts';
import { createNotes } from './survey/notes.ts';
import { surveyArchive } from './survey/survey.ts';
import { openZipSource, type ZipSource } from './zip/zip-source.ts';

function partPath(input: ProcessingInput) {
  return join(input.workDir, `${basename(input.zipPath)}.part`);
}

/** Removes what a thread that died in the middle has left. */
export async function removeParts(input: ProcessingInput): Promise<void> {
  const paths = unfinishedFiles(partPath(input));
  await Promise.allSettled(paths.map((path) => rm(path, { force: true })));
}

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
    return { status: 'failed_server', reason: describeFailure(error) };
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
  const out = await XpkgWriter.create(partPath(input));
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
  await out.addFile(MANIFEST_NAME, writeManifest(input));
}
