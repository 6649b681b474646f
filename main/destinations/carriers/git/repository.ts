import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fault } from '../../../../preload/messages/index.ts';
import { takeLock } from '../../../disk/index.ts';
import { ownFolder } from '../../own-folder.ts';
import { CarrierError } from '../carrier-error.ts';
import { checkInnerPath } from '../inner-path.ts';
import { connectingEnvironment, connectingSettings } from './connecting.ts';
import { explainGit, withoutSecrets } from './explain-git.ts';
import { blobsIn, mayBePointer, readPointer } from './lfs-pointer.ts';
import { addressAndLogin, type Login, loginEnvironment } from './login.ts';
import { GitFailure, runGit } from './run-git.ts';

export interface GitPlace {
  /** Anything that `git push` takes. */
  readonly remote: string;
  readonly branch: string;
  /** Of the depot inside the branch; '' for its root. */
  readonly folder: string;
  /** For https, in place of what the author's git would use. */
  readonly token?: string | undefined;
  /** Only because the author asked for it: replaces what somebody else pushed. */
  readonly force?: boolean | undefined;
  readonly idleMs?: number | undefined;
}

export interface TreeEntry {
  readonly kind: 'file' | 'link';
  readonly mode: string;
  readonly hash: string;
  /** Of the content, wherever that lies. */
  readonly size: number;
  /** Of content that LFS keeps; the branch has a note of it. */
  readonly sha256?: string;
}

export interface TreeChange {
  readonly written: readonly { readonly path: string; readonly file: string; readonly entry: TreeEntry | undefined }[];
  readonly deleted: readonly string[];
}

/** So often a commit is made anew because somebody pushed to other folders of the branch meanwhile. */
const TRIES = 3;

const TIP = 'refs/loadmaster/tip';
const BESIDE = 'refs/loadmaster/beside';

interface Copy {
  readonly folder: string;
  letGo(): void;
}

/** The copy that is kept from release to release; while somebody else of this machine works in it, another one beside it. */
function takeCopy(name: string): Copy {
  for (let at = 0; ; at++) {
    const folder = at === 0 ? `${name}.git` : `${name}-${at}.git`;
    const letGo = takeLock(`${folder}.lock`);
    if (letGo !== undefined) return { folder, letGo };
  }
}

/**
 * A bare copy of the branch's newest commit, with an index and a work tree of our own: the author's clone is never touched. Commits are
 * made by `git commit`, so that the author's name, signing key and hooks count.
 */
export class GitRepository {
  readonly stageFolder: string;
  readonly #place: GitPlace & Login;
  readonly #folder: string;
  readonly #session: string;
  readonly #letGo: () => void;
  #authorSays: ReadonlySet<string> = new Set();
  #tip: string | undefined;
  #fillsLfs = false;
  #beside: string | undefined;

  private constructor(place: GitPlace & Login, { folder, letGo }: Copy, session: string) {
    this.#place = place;
    this.#folder = folder;
    this.#letGo = letGo;
    this.#session = session;
    this.stageFolder = join(session, 'files');
  }

  static async open(given: GitPlace, workFolder: string, signal: AbortSignal): Promise<GitRepository> {
    if (given.folder !== '') checkInnerPath(given.folder);
    if (given.remote.startsWith('-') || given.remote.includes('::')) {
      throw new CarrierError(fault('not_set_up.remote', withoutSecrets(given.remote)));
    }
    const place = { ...given, ...addressAndLogin(given) };
    const name = createHash('sha256').update(`${place.remote}\n${place.branch}`).digest('hex').slice(0, 16);
    const session = await ownFolder(workFolder, 'session');
    const copy = takeCopy(join(workFolder, name));
    const { folder } = copy;
    const repository = new GitRepository(place, copy, session);
    try {
      await mkdir(folder, { recursive: true });
      await repository.#git(['check-ref-format', '--branch', place.branch], signal).catch((cause: unknown) => {
        throw cause instanceof GitFailure
          ? new CarrierError(fault('not_set_up.branch', place.branch), { cause })
          : cause;
      });
      await runGit({ folder, arguments: ['init', '--quiet', '--bare', '.'], signal });
      // What is published is what the lists name, byte for byte; only LFS may stand in for content.
      await mkdir(join(folder, 'info'), { recursive: true });
      await writeFile(join(folder, 'info', 'attributes'), '* -text -ident -working-tree-encoding\n');
      repository.#authorSays = await connectingSettings(folder, signal);
      await repository.#fetch(signal);
      return repository;
    } catch (cause) {
      await repository.dispose();
      throw explainGit(cause, place);
    }
  }

  /** The depot's part of the branch. */
  async readTree(signal: AbortSignal): Promise<Map<string, TreeEntry>> {
    const tree = new Map<string, TreeEntry>();
    if (this.#tip === undefined) return tree;
    const prefix = this.#prefix();
    const rows = await this.#explained(
      ['ls-tree', '-r', '-l', '-z', '--full-tree', this.#tip, ...(prefix === '' ? [] : ['--', prefix])],
      signal,
    );
    for (const row of rows.toString('utf8').split('\0')) {
      const found = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(row);
      if (!found) continue;
      const [, mode = '', type, hash = '', size, path = ''] = found;
      const kind = type === 'blob' && mode !== '120000' ? 'file' : 'link';
      if (path.startsWith(prefix)) tree.set(path.slice(prefix.length), { kind, mode, hash, size: Number(size) || 0 });
    }
    await this.#lookBehindPointers(tree, signal);
    return tree;
  }

  async read({ hash, sha256 }: TreeEntry, signal: AbortSignal): Promise<Buffer> {
    const blob = await this.#explained(['cat-file', 'blob', hash], signal);
    if (sha256 === undefined) return blob;
    // LFS asks the remote of this name for what it does not have.
    return this.#explained(['-c', `remote.origin.url=${this.#place.remote}`, 'lfs', 'smudge'], signal, blob);
  }

  /** What LFS keeps elsewhere has the size that its pointer says. */
  async #lookBehindPointers(tree: Map<string, TreeEntry>, signal: AbortSignal): Promise<void> {
    const small = [...tree].filter(([, { kind, size }]) => kind === 'file' && mayBePointer(size));
    if (small.length === 0 || !(await this.#usesLfs(signal))) return;
    const asked = [...new Set(small.map(([, { hash }]) => hash))].map((hash) => `${hash}\n`).join('');
    const blobs = blobsIn(await this.#explained(['cat-file', '--batch'], signal, asked));
    for (const [path, entry] of small) {
      const pointer = readPointer(blobs.get(entry.hash) ?? Buffer.alloc(0));
      if (pointer !== undefined) tree.set(path, { ...entry, ...pointer });
    }
  }

  async #usesLfs(signal: AbortSignal): Promise<boolean> {
    const asked = ['grep', '--quiet', 'filter=lfs', this.#tip ?? '', '--', ':(glob)**/.gitattributes'];
    return this.#git(asked, signal).then(
      () => true,
      (cause: unknown) => {
        // So it says that there is none.
        if (cause instanceof GitFailure) return false;
        throw cause;
      },
    );
  }

  isOf(other: GitRepository): boolean {
    return this.#place.remote === other.#place.remote;
  }

  /** Knows from now on what another branch of the same remote holds, so that a push does not send it: the remote has it. */
  async borrow(other: GitRepository, signal: AbortSignal): Promise<void> {
    const tip = other.#tip;
    if (tip === undefined || tip === this.#beside) return;
    const from = pathToFileURL(other.#folder).href;
    await this.#explained(['fetch', '--quiet', '--depth=1', '--no-tags', '--', from, `+${TIP}:${BESIDE}`], signal);
    this.#beside = tip;
  }

  /** One commit of what differs on top of what was fetched, pushed. Nothing is seen before the push is through. */
  async commit(change: TreeChange, message: string, signal: AbortSignal): Promise<void> {
    try {
      for (let left = TRIES - 1; ; left--) {
        try {
          await this.#commitOnTip(change, message, signal);
          return;
        } catch (cause) {
          if (left === 0 || !(await this.#movedElsewhere(cause, signal))) throw cause;
        }
      }
    } catch (cause) {
      throw explainGit(cause, this.#place);
    }
  }

  async #commitOnTip(change: TreeChange, message: string, signal: AbortSignal): Promise<void> {
    await this.#fillIndex(change, signal);
    const same = await this.#sameAsTip(signal);
    if (same) return;
    await this.#git(['symbolic-ref', 'HEAD', 'refs/heads/next'], signal);
    if (this.#tip === undefined) await this.#git(['update-ref', '-d', 'refs/heads/next'], signal);
    else await this.#git(['update-ref', 'refs/heads/next', this.#tip], signal);
    await this.#git(['commit', '--quiet', '--allow-empty-message', '--cleanup=whitespace', '-F', '-'], signal, message);
    const made = (await this.#git(['rev-parse', 'refs/heads/next'], signal)).toString().trim();
    await this.#push(made, signal);
    this.#tip = made;
    await this.#git(['update-ref', TIP, made], signal);
  }

  /** Whether somebody pushed to the branch, and our folder in it is as it was: then the same change goes on top of that. */
  async #movedElsewhere(cause: unknown, signal: AbortSignal): Promise<boolean> {
    if (explainGit(cause, this.#place).code !== 'moved_meanwhile') return false;
    const [tip, ours] = [this.#tip, await this.#ownTree(signal)];
    await this.#fetch(signal);
    if (ours === (await this.#ownTree(signal))) return true;
    this.#tip = tip;
    return false;
  }

  /** What the branch holds in our folder, as one hash; empty where there is no such folder. */
  async #ownTree(signal: AbortSignal): Promise<string> {
    if (this.#tip === undefined) return '';
    const folder = this.#prefix().slice(0, -1);
    const asked = ['rev-parse', '--quiet', '--verify', `${this.#tip}:${folder}`];
    return this.#git(asked, signal).then(
      (hash) => hash.toString().trim(),
      (cause: unknown) => {
        if (cause instanceof GitFailure) return '';
        throw cause;
      },
    );
  }

  async dispose(): Promise<void> {
    this.#letGo();
    await rm(this.#session, { recursive: true, force: true });
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    const { remote, branch } = this.#place;
    const heads = await this.#git(['ls-remote', '--', remote, `refs/heads/${branch}`], signal);
    const tip = heads.toString().split('\t')[0]?.trim() ?? '';
    this.#tip = tip === '' ? undefined : tip;
    if (this.#tip === undefined) return;
    await this.#git(
      ['fetch', '--quiet', '--depth=1', '--no-tags', '--', remote, `+refs/heads/${branch}:${TIP}`],
      signal,
    );
    this.#tip = (await this.#git(['rev-parse', TIP], signal)).toString().trim();
  }

  async #push(made: string, signal: AbortSignal): Promise<void> {
    const { remote, branch, force } = this.#place;
    const lease = `--force-with-lease=refs/heads/${branch}:${this.#tip ?? ''}`;
    // The lease also refuses a branch that appeared meanwhile where there was none.
    const how = force ? ['--force'] : [lease];
    if (this.#fillsLfs) {
      // What the hook of LFS does: content goes before the commit that names it.
      const pushed = `refs/heads/next ${made} refs/heads/${branch} ${this.#tip ?? '0'.repeat(made.length)}\n`;
      await this.#git(['lfs', 'pre-push', remote, remote], signal, pushed);
    }
    await this.#git(['push', '--quiet', ...how, '--', remote, `${made}:refs/heads/${branch}`], signal);
  }

  async #fillIndex({ written, deleted }: TreeChange, signal: AbortSignal): Promise<void> {
    const prefix = this.#prefix();
    await this.#git(this.#tip === undefined ? ['read-tree', '--empty'] : ['read-tree', this.#tip], signal);
    const hashes = await this.#hash(written, signal);
    const rows = [
      ...deleted.map((path) => `0 ${'0'.repeat(40)}\t${prefix}${path}\0`),
      ...written.map(
        ({ path, entry }, at) => `${entry?.kind === 'file' ? entry.mode : '100644'} ${hashes[at]}\t${prefix}${path}\0`,
      ),
    ];
    await this.#git(['update-index', '-z', '--index-info'], signal, rows.join(''));
  }

  /** Content becomes blobs: as it is, or through the LFS filter where the branch's attributes say so. */
  async #hash(written: TreeChange['written'], signal: AbortSignal): Promise<string[]> {
    const lfs = await this.#lfsPaths(
      written.map(({ path }) => path),
      signal,
    );
    const plain = written.filter(({ path }) => !lfs.has(path));
    const names = plain.map(({ file }) => `${file}\n`).join('');
    const answer =
      plain.length === 0
        ? ''
        : (await this.#git(['hash-object', '-w', '--no-filters', '--stdin-paths'], signal, names)).toString();
    const hashes = answer.trim().split('\n');
    const byPath = new Map(plain.map(({ path }, at) => [path, hashes[at] ?? '']));
    for (const { path, file } of written.filter((one) => lfs.has(one.path))) {
      const hash = await this.#git(['hash-object', '-w', `--path=${this.#prefix()}${path}`, '--', file], signal);
      byPath.set(path, hash.toString().trim());
    }
    return written.map(({ path }) => byPath.get(path) ?? '');
  }

  async #lfsPaths(paths: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    const prefix = this.#prefix();
    await this.#git(
      ['checkout-index', '--force', '--quiet', '-z', '--stdin'],
      signal,
      await this.#attributeFiles(signal),
    );
    const input = paths.map((path) => `${prefix}${path}\0`).join('');
    const answer = await this.#git(['check-attr', '-z', '--stdin', 'filter'], signal, input);
    const fields = answer.toString('utf8').split('\0');
    const found = new Set<string>();
    for (let at = 0; at + 2 < fields.length; at += 3) {
      if (fields[at + 2] === 'lfs') found.add((fields[at] ?? '').slice(prefix.length));
    }
    this.#fillsLfs = found.size > 0;
    // Its filters alone: hooks may be the author's own, for all of their repositories.
    if (this.#fillsLfs) await this.#git(['lfs', 'install', '--local', '--force', '--skip-repo'], signal);
    return found;
  }

  async #attributeFiles(signal: AbortSignal): Promise<string> {
    return (await this.#git(['ls-files', '-z', '--', '.gitattributes', '**/.gitattributes'], signal)).toString('utf8');
  }

  async #sameAsTip(signal: AbortSignal): Promise<boolean> {
    if (this.#tip === undefined) return false;
    const tree = (await this.#git(['write-tree'], signal)).toString().trim();
    return tree === (await this.#git(['rev-parse', `${this.#tip}^{tree}`], signal)).toString().trim();
  }

  #prefix(): string {
    const { folder } = this.#place;
    return folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
  }

  async #explained(given: readonly string[], signal: AbortSignal, input?: string | Uint8Array): Promise<Buffer> {
    try {
      return await this.#git(given, signal, input);
    } catch (cause) {
      throw explainGit(cause, this.#place);
    }
  }

  async #git(given: readonly string[], signal: AbortSignal, input?: string | Uint8Array): Promise<Buffer> {
    const tree = join(this.#session, 'tree');
    await mkdir(tree, { recursive: true });
    const environment = {
      GIT_DIR: this.#folder,
      GIT_INDEX_FILE: join(this.#session, 'index'),
      GIT_WORK_TREE: tree,
      ...connectingEnvironment(this.#authorSays, this.#place.idleMs),
      ...loginEnvironment(this.#place),
    };
    return runGit({ folder: tree, arguments: ['-c', 'core.bare=false', ...given], environment, signal, input });
  }
}
