import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

import type { ProcessingInput, ProcessingOutcome } from '../../../main/registry/processing/index.ts';
import { processArchive } from '../../../main/registry/processing/process-archive.ts';
import { tempFolder } from '../../temp-folder.ts';

export const GIB_16 = 16 * 1024 ** 3;

export interface Room {
  readonly folder: string;
  readonly input: ProcessingInput;
}

/** A folder with an upload in it and an empty working folder beside it. */
export function roomFor(zip: Buffer, changes: Partial<ProcessingInput> = {}): Room {
  const folder = tempFolder();
  const workDir = join(folder, 'work');
  mkdirSync(workDir);
  const zipPath = join(folder, 'upload.zip');
  writeFileSync(zipPath, zip);
  return { folder, input: { ...inputFor(zipPath, workDir), ...changes } };
}

export function inputFor(zipPath: string, workDir: string): ProcessingInput {
  return {
    zipPath,
    workDir,
    packageId: 'example.package1',
    packageName: 'Example Package 1',
    packageType: 'other',
    packageVersion: '1.3.0b9',
    authorId: 'AUTHOR1',
    dependencies: [['xpkg/example.package2', '1.2-']],
    platforms: { macOS: false, windows: true, linux: true },
    limits: { maxUnpackedBytes: GIB_16 },
  };
}

/** Processes a zip and makes sure that nothing but a finished package has appeared anywhere in the room. */
export async function runZip(zip: Buffer, changes: Partial<ProcessingInput> = {}): Promise<ProcessingOutcome> {
  const { folder, input } = roomFor(zip, changes);
  const outcome = await processArchive(input);
  expectTidy(folder, outcome);
  return outcome;
}

export function expectTidy(folder: string, outcome: ProcessingOutcome): void {
  const finished = outcome.status === 'processed' ? [join('work', `${outcome.hash}.xpkg`)] : [];
  expect(filesIn(folder)).toEqual(['upload.zip', 'work', ...finished]);
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

/** The text that tells the author what was odd: the reason of a failure, the notes of a success. */
export function remarkOf(outcome: ProcessingOutcome): string {
  return outcome.status === 'processed' ? outcome.notes.join(' ') : outcome.reason;
}

export function processed(outcome: ProcessingOutcome): Extract<ProcessingOutcome, { status: 'processed' }> {
  if (outcome.status !== 'processed') throw new Error(`${outcome.status}: ${outcome.reason}`);
  return outcome;
}

export function fileOf(outcome: ProcessingOutcome): Buffer {
  return readFileSync(processed(outcome).xpkgPath);
}
