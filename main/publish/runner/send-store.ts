import { constants, existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialQueue } from '../../clock/index.ts';
import { identifyFile } from '../client/index.ts';
import type { FileIdentity } from '../journal/index.ts';

/** Archives by their hash, as the journal's entries name them. */
export interface NamedArchives {
  readonly needed: ReadonlySet<string>;
  /** Also those of entries that need theirs no more. */
  readonly known: ReadonlySet<string>;
}

/**
 * The archives that may have to be sent (again), each under its hash, until their versions are processed or dismissed.
 * A link costs nothing; where the builder's folder is on another disk it becomes a copy.
 */
export class SendStore {
  readonly #folder: string;
  /** Keeping and sweeping take turns, or a sweep would take what is just being laid down. */
  readonly #turns = new SerialQueue();

  readonly #spareUnnamed: boolean;
  /** Archives that no entry named at the start, after an end that may have cost the entry. */
  #unnamed: ReadonlySet<string> | undefined;

  /** `spareUnnamed`: an archive that nobody names is kept for a while, since the entry that did may be lost. */
  constructor(folder: string, { spareUnnamed = false }: { readonly spareUnnamed?: boolean } = {}) {
    this.#folder = folder;
    this.#spareUnnamed = spareUnnamed;
  }

  pathOf(sha256: string): string {
    return join(this.#folder, `${sha256}.zip`);
  }

  has(sha256: string): boolean {
    return existsSync(this.pathOf(sha256));
  }

  keep(path: string, sha256: string): Promise<FileIdentity> {
    return this.#turns.run(() => this.#keep(path, sha256));
  }

  /**
   * Removes every archive that nobody needs any more, and the halves of a copy that a crash left. What is named is asked
   * after the store has been read: whatever was laid down by then has its entry.
   */
  sweep(named: () => NamedArchives): Promise<void> {
    return this.#turns.run(() => this.#sweep(named));
  }

  async #keep(path: string, sha256: string): Promise<FileIdentity> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const kept = this.pathOf(sha256);
    if (kept === path) return identifyFile(kept);
    const draft = `${kept}.${process.pid}.tmp`;
    await rm(draft, { force: true });
    try {
      await link(path, draft).catch(() => copyDurably(path, draft));
      await rename(draft, kept);
    } finally {
      // Renaming one name of a file onto another name of the same file leaves both.
      await rm(draft, { force: true });
    }
    return identifyFile(kept);
  }

  async #sweep(named: () => NamedArchives): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    const { needed, known } = named();
    this.#unnamed ??= await this.#unnamedIn(names, known);
    for (const name of names) {
      const sha256 = name.slice(0, 64);
      // The same bytes may have been packed again meanwhile: then it is known what they are for.
      if (this.#unnamed.has(name) && !known.has(sha256)) continue;
      if (!needed.has(sha256) || name.endsWith('.tmp')) await rm(join(this.#folder, name), { force: true });
    }
  }

  async #unnamedIn(names: readonly string[], known: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const unnamed = new Set<string>();
    if (!this.#spareUnnamed) return unnamed;
    for (const name of names) {
      if (known.has(name.slice(0, 64)) || !name.endsWith('.zip')) continue;
      const found = await stat(join(this.#folder, name)).catch(() => undefined);
      if (found && Date.now() - found.ctimeMs < UNNAMED_KEPT_MS) unnamed.add(name);
    }
    return unnamed;
  }
}

/** Long enough to find out what became of a release whose entry is lost. */
const UNNAMED_KEPT_MS = 7 * 86_400_000;

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const handle = await open(to, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
