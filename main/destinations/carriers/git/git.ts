import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fault } from '../../../../preload/messages/index.ts';
import { beginOrDispose } from '../begin-or-dispose.ts';
import {
  type CarriedFile,
  type Carrier,
  type CarrierCall,
  type CarrierLimits,
  DEFAULT_LIMITS,
  type FileSource,
  type WriteCall,
} from '../carrier.ts';
import { CarrierError, throwIfAborted } from '../carrier-error.ts';
import { checkInnerPath, isPartPath } from '../inner-path.ts';
import { type BandwidthLimit, bandwidthOf, countedBytes } from '../source.ts';
import { type GitPlace, GitRepository, type TreeEntry } from './repository.ts';

/**
 * A branch, by the author's own git. Files are laid down in a work tree of our own; `commit` makes one commit of what differs and pushes
 * it. `workFolder`: where the copy of the branch is kept between releases.
 */
export async function openGitCarrier(
  place: GitPlace,
  workFolder: string,
  { signal }: CarrierCall,
  limits: CarrierLimits = DEFAULT_LIMITS,
): Promise<Carrier> {
  throwIfAborted(signal);
  const repository = await GitRepository.open(place, workFolder, signal);
  return beginOrDispose(new GitCarrier(repository, limits), signal);
}

class GitCarrier implements Carrier {
  readonly visible = 'commit';
  readonly limits: CarrierLimits;
  // Git tells names apart by case, whatever disk the author has: files are laid down under numbers.
  readonly caseBlind = false;
  readonly #repository: GitRepository;
  readonly #bandwidth: BandwidthLimit | undefined;
  #tree = new Map<string, TreeEntry>();
  /** Written since the last commit, and where the content lies. */
  readonly #written = new Map<string, { readonly file: string; readonly size: number }>();
  readonly #deleted = new Set<string>();
  #next = 0;
  #borrowed: Promise<void> | undefined;

  constructor(repository: GitRepository, limits: CarrierLimits) {
    this.#repository = repository;
    this.limits = limits;
    this.#bandwidth = bandwidthOf(limits);
  }

  async begin(signal: AbortSignal): Promise<void> {
    this.#tree = await this.#repository.readTree(signal);
  }

  /** What will be there after `commit`. */
  async list({ signal }: CarrierCall): Promise<CarriedFile[]> {
    throwIfAborted(signal);
    const files: CarriedFile[] = [];
    for (const [path, entry] of this.#tree) {
      if (entry.kind !== 'file' || this.#deleted.has(path) || this.#written.has(path) || isPartPath(path)) continue;
      files.push(carried(path, entry));
    }
    for (const [path, { size }] of this.#written) files.push({ path, size });
    return files;
  }

  async stat(path: string, { signal }: CarrierCall): Promise<CarriedFile | undefined> {
    checkInnerPath(path);
    throwIfAborted(signal);
    const written = this.#written.get(path);
    if (written) return { path, size: written.size };
    const entry = this.#deleted.has(path) ? undefined : this.#tree.get(path);
    return entry?.kind === 'file' ? carried(path, entry) : undefined;
  }

  async read(path: string, atMost: number, { signal }: CarrierCall): Promise<Uint8Array | undefined> {
    const found = await this.stat(path, { signal });
    if (found === undefined) return undefined;
    if (found.size > atMost) {
      throw new CarrierError(fault('too_large.toRead', path, found.size, atMost), { path });
    }
    const written = this.#written.get(path);
    if (written) return readFile(written.file);
    const entry = this.#tree.get(path);
    return entry && this.#repository.read(entry, signal);
  }

  async write(path: string, source: FileSource, { signal, onBytes }: WriteCall): Promise<void> {
    checkInnerPath(path);
    throwIfAborted(signal);
    this.#refuseGitNames(path);
    const file = join(this.#repository.stageFolder, String(this.#next++));
    try {
      await mkdir(dirname(file), { recursive: true });
      const counted = countedBytes(source.size, { onBytes, bandwidth: this.#bandwidth });
      await pipeline(source.open(), counted, createWriteStream(file), { signal });
    } catch (cause) {
      await rm(file, { force: true });
      throwIfAborted(signal);
      if (cause instanceof CarrierError) throw cause;
      const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
      const error = full ? fault('no_room.gitStage', path) : fault('failed.gitStage', path, String(cause));
      throw new CarrierError(error, { path, cause });
    }
    const before = this.#written.get(path);
    if (before) await rm(before.file, { force: true });
    this.#written.set(path, { file, size: source.size });
    this.#deleted.delete(path);
  }

  async canTakeOver(from: Carrier): Promise<boolean> {
    return from instanceof GitCarrier && this.#repository.isOf(from.#repository);
  }

  /** Laid down like any other, as that costs no line; the push leaves out what the other branch has. */
  async takeOver(from: Carrier, path: string, source: FileSource, { signal }: CarrierCall): Promise<boolean> {
    if (!(from instanceof GitCarrier) || from.#tree.get(path)?.size !== source.size) return false;
    this.#borrowed ??= this.#repository.borrow(from.#repository, signal);
    await this.#borrowed;
    await this.write(path, source, { signal });
    return true;
  }

  async delete(path: string, { signal }: CarrierCall): Promise<void> {
    checkInnerPath(path);
    throwIfAborted(signal);
    const written = this.#written.get(path);
    if (written) await rm(written.file, { force: true });
    this.#written.delete(path);
    if (this.#tree.has(path)) this.#deleted.add(path);
  }

  async commit(message: string, { signal }: CarrierCall): Promise<void> {
    if (this.#written.size === 0 && this.#deleted.size === 0) return;
    const written = [...this.#written].map(([path, { file }]) => ({ path, file, entry: this.#tree.get(path) }));
    await this.#repository.commit({ written, deleted: [...this.#deleted] }, message, signal);
    for (const { file } of this.#written.values()) await rm(file, { force: true });
    this.#written.clear();
    this.#deleted.clear();
    this.#tree = await this.#repository.readTree(signal);
  }

  async dispose(): Promise<void> {
    await this.#repository.dispose();
  }

  #refuseGitNames(path: string): void {
    if (path.split('/').some((part) => /^\.git(\s|\.|$)/i.test(part) && part.toLowerCase() !== '.gitattributes')) {
      throw new CarrierError(fault('bad_name.git', path), { path });
    }
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const entry = this.#tree.get(folder);
      if (entry === undefined || this.#deleted.has(folder)) continue;
      const error = fault(entry.kind === 'file' ? 'bad_name.fileInBranch' : 'bad_name.linkInBranch', folder);
      throw new CarrierError(error, { path });
    }
  }
}

function carried(path: string, { size, hash, sha256 }: TreeEntry): CarriedFile {
  if (sha256 !== undefined) return { path, size, hash: { algorithm: 'sha256', value: sha256 } };
  return { path, size, hash: { algorithm: 'git-blob', value: hash } };
}
