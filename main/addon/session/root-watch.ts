import { stat } from 'node:fs/promises';
import type { WatchState } from '../../../preload/contract/addons.ts';
import { inWords, type Message, message } from '../../../preload/messages/index.ts';
import { Coalescer, type Gathered } from '../watch/coalesce.ts';
import { type FolderWatch, type StartFolderWatch, startFolderWatch } from '../watch/folder-watch.ts';
import { RoundRobin } from './round-robin.ts';

export interface RootWatchOptions {
  readonly root: string;
  readonly enabled: boolean;
  readonly startWatch: StartFolderWatch | undefined;
  readonly rootCheckMs: number | undefined;
  readonly isHiddenFolder: (path: string) => boolean;
  readonly onHints: (gathered: Gathered) => void;
  readonly onState: (state: WatchState) => void;
}

/** No event tells reliably that a disk went away or that a folder is another one now, so the root itself is looked at, too. */
const ROOT_CHECKS = new RoundRobin(2_000);

/** Follows one folder through its whole life: there, gone, back again, or no longer to be watched. */
export class RootWatch {
  readonly #options: RootWatchOptions;
  readonly #coalescer: Coalescer;
  readonly #endChecks: () => void = () => {};
  #watch: FolderWatch | undefined;
  #closingWatch: Promise<void> = Promise.resolve();
  #identity: string | undefined;
  #state: WatchState['state'];
  #isClosed = false;

  constructor(options: RootWatchOptions) {
    this.#options = options;
    this.#state = options.enabled ? 'starting' : 'off';
    this.#coalescer = new Coalescer((gathered) => options.onHints(gathered));
    if (!options.enabled) return;
    const checks = options.rootCheckMs === undefined ? ROOT_CHECKS : new RoundRobin(options.rootCheckMs);
    this.#endChecks = checks.join(() => void this.#checkRoot());
  }

  /** Tells which folders there are; the first time starts the watch. */
  follow(folders: readonly string[]): void {
    if (this.#isClosed || !this.#options.enabled || this.#state === 'off') return;
    if (this.#watch === undefined) void this.#start(folders);
    else void this.#watch.follow(folders).catch((error) => this.#stop(error));
  }

  /** The folder is not there any more. It is looked for until it is back. */
  lose(): void {
    this.#stopWatching();
    this.#identity = undefined;
    if (this.#options.enabled) this.#enter({ state: 'missing' });
  }

  /** After `off`, when the author asks. */
  tryAgain(): void {
    if (this.#options.enabled && this.#state === 'off') this.#enter({ state: 'starting' });
  }

  flush(): void {
    this.#coalescer.flush();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#endChecks();
    this.#coalescer.close();
    this.#stopWatching();
    await this.#closingWatch;
  }

  async #start(folders: readonly string[]): Promise<void> {
    const { root, isHiddenFolder, startWatch = startFolderWatch } = this.#options;
    this.#enter({ state: 'starting' });
    const watch = startWatch({
      root,
      folders,
      isHiddenFolder,
      onHint: (path) => {
        if (this.#watch === watch) this.#hint(path);
      },
      onTrouble: (error) => {
        if (this.#watch === watch) this.#trouble(error);
      },
    });
    this.#watch = watch;
    this.#identity = await identify(root);
    try {
      await watch.ready;
    } catch (error) {
      if (this.#watch === watch) this.#stop(error);
      return;
    }
    if (this.#watch !== watch || this.#isClosed) return;
    this.#enter({ state: 'watching' });
    // What changed after the scan and before the watch stood was seen by nobody.
    this.#options.onHints('everything');
  }

  #hint(path: string): void {
    if (path === '')
      this.#startOver(undefined); // even a folder with the same number on disk can be another one
    else this.#coalescer.hint(path);
  }

  #trouble(error: NodeJS.ErrnoException): void {
    void this.#checkRoot();
    if (reasonToStop(error) !== undefined) this.#stop(error);
  }

  #stop(error: unknown): void {
    this.#stopWatching();
    const said =
      (error instanceof Error ? reasonToStop(error) : undefined) ?? message('notice.verbatim', String(error));
    this.#enter({ state: 'off', reason: inWords(said), said });
    this.#options.onHints('everything'); // true once more, at this moment
  }

  #stopWatching(): void {
    const watch = this.#watch;
    this.#watch = undefined;
    if (watch !== undefined) {
      this.#closingWatch = Promise.all([this.#closingWatch, watch.close().catch(() => undefined)]).then(
        () => undefined,
      );
    }
  }

  async #checkRoot(): Promise<void> {
    if (this.#isClosed || this.#state === 'off' || this.#state === 'starting') return;
    const identity = await identify(this.#options.root);
    if (!this.#isClosed && identity !== this.#identity) this.#startOver(identity);
  }

  /** Gone, back, or another folder under the old name: the watch is on something that is no longer this folder. */
  #startOver(identity: string | undefined): void {
    this.#stopWatching();
    this.#identity = identity;
    this.#options.onHints('everything');
  }

  #enter(state: WatchState): void {
    if (this.#isClosed) return;
    const isNew = state.state !== this.#state || state.state === 'off';
    this.#state = state.state;
    if (isNew) this.#options.onState(state);
  }
}

async function identify(root: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(root, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

/** Why watching stopped, for the author; undefined for an error that does not end it. */
function reasonToStop(error: NodeJS.ErrnoException): Message | undefined {
  switch (error.code) {
    case 'ENOSPC':
      return message('watch.outOfWatches');
    case 'EMFILE':
    case 'ENFILE':
      return message('watch.tooManyFiles');
    case 'EACCES':
    case 'EPERM':
    case 'ENOENT':
    case 'ENOTDIR':
      return undefined; // one folder that cannot be entered, or is gone by now; the list of files tells which
    default:
      return message('watch.stopped', error.code ?? error.message);
  }
}
