import { isDeepStrictEqual } from 'node:util';
import type { WatchState } from '../../../preload/contract.ts';
import { inWords, type Message, message, reasonOf } from '../../../preload/messages/index.ts';
import { detectAddon } from '../detect/detect.ts';
import { createFacts } from '../detect/facts.ts';
import { createIgnoreRules, IGNORE_FILE, readIgnoreRules } from '../ignore/rules.ts';
import { PROJECT_FILE, type ProjectFile, readProjectFile, writeProjectFile } from '../project/project-file.ts';
import { emptyScan, lookAtRoot, type RootState, scanAddon } from '../scan/scan.ts';
import type { Gathered } from '../watch/coalesce.ts';
import { compareEntries, isEmpty } from '../watch/entry-changes.ts';
import { type Reread, rereadPaths } from '../watch/reread.ts';
import type { AddonSession, AddonSessionOptions, AddonState, AddonUpdate } from './addon-session.ts';
import { createChecks, type RunChecks } from './checks.ts';
import { EntryMemory } from './entry-memory.ts';
import { RootWatch } from './root-watch.ts';

const MISSING: Readonly<Record<Exclude<RootState, 'ok'>, Message>> = {
  missing: message('folder_state.missing'),
  'not-a-folder': message('folder_state.notAFolder'),
  unreadable: message('folder_state.unreadable'),
};

/** Files that decide what the list holds: when they change, everything is read again. */
const RULE_FILES: readonly string[] = [IGNORE_FILE, PROJECT_FILE];

export class LiveAddon implements AddonSession {
  readonly folder: string;
  readonly ready: Promise<void>;
  readonly #options: AddonSessionOptions;
  readonly #facts;
  readonly #runChecks: RunChecks;
  readonly #memory: EntryMemory;
  readonly #watch: RootWatch;
  readonly #closing = new AbortController();
  #current: AddonState;
  #pending: Set<string> | 'everything' | undefined;
  #working: Promise<void> | undefined;
  /** Paths whose change the checks have not seen yet; undefined when they must all run. */
  #unchecked: string[] | undefined;

  constructor(options: AddonSessionOptions) {
    this.#options = options;
    this.folder = options.folder;
    this.#facts = createFacts(options.folder);
    this.#runChecks = options.runChecks ?? createChecks(options.folder);
    this.#memory = new EntryMemory(options.stateFile);
    this.#current = {
      phase: 'reading',
      problem: undefined,
      scan: emptyScan(options.folder, 'ok'),
      rules: createIgnoreRules(),
      projectRead: { state: 'none' },
      project: {},
      detection: undefined,
      findings: [],
      watch: options.watch === false ? watchOff(message('watch.notFollowed')) : { state: 'starting' },
      sinceLastOpen: undefined,
    };
    this.#watch = new RootWatch({
      root: options.folder,
      enabled: options.watch !== false,
      startWatch: options.startWatch,
      rootCheckMs: options.rootCheckMs,
      isHiddenFolder: (path) => this.#current.rules.hiddenBy(path, true) !== undefined,
      onHints: (gathered) => void this.#catchUp(gathered),
      onState: (watch) => this.#update({ watch }, { kind: 'watch' }),
    });
    this.ready = this.#catchUp('everything');
  }

  get state(): AddonState {
    return this.#current;
  }

  async settled(): Promise<void> {
    this.#watch.flush();
    while (this.#working !== undefined) await this.#working;
  }

  async refresh(): Promise<void> {
    this.#unchecked = undefined;
    this.#watch.tryAgain();
    await this.#catchUp('everything');
  }

  async saveProject(project: ProjectFile): Promise<void> {
    await writeProjectFile(this.folder, project);
    await this.#catchUp(new Set([PROJECT_FILE]));
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(new Error('The add-on was closed.'));
    await this.#watch.close();
    await this.#working;
    await this.#memory.close();
  }

  /** One at a time; what comes in meanwhile is taken together afterwards. */
  async #catchUp(gathered: Gathered): Promise<void> {
    if (this.#closing.signal.aborted) return;
    if (gathered === 'everything' || this.#pending === 'everything') this.#pending = 'everything';
    else this.#pending = new Set([...(this.#pending ?? []), ...gathered]);
    do {
      this.#working ??= this.#work().finally(() => {
        this.#working = undefined;
      });
      await this.#working;
    } while (this.#pending !== undefined && !this.#closing.signal.aborted);
  }

  async #work(): Promise<void> {
    while (this.#pending !== undefined) {
      const todo = this.#pending;
      this.#pending = undefined;
      try {
        await this.#readAgain(todo);
      } catch (error) {
        if (this.#closing.signal.aborted) return;
        const problem = message('folder_state.notReadToTheEnd', reasonOf(error));
        this.#update({ phase: 'failed', problem }, { kind: 'phase' });
      }
    }
  }

  async #readAgain(todo: Gathered): Promise<void> {
    const rootState = await lookAtRoot(this.folder);
    if (rootState !== 'ok') return this.#lose(rootState);
    const isFirst = this.#current.detection === undefined || this.#current.phase === 'missing';
    const touchesRules = todo === 'everything' || RULE_FILES.some((file) => todo.has(file));
    const rulesChanged = touchesRules && (await this.#readRules());
    const all = isFirst || rulesChanged || todo === 'everything' || todo.has('');
    const { scan, changes } = all ? await this.#readAll() : await this.#readSome(todo);
    if (scan.rootState !== 'ok') return this.#lose(scan.rootState);

    const before = this.#current;
    const listChanged = isFirst || !isEmpty(changes) || !isDeepStrictEqual(scan.ignored, before.scan.ignored);
    const sinceLastOpen =
      before.detection === undefined ? await this.#memory.changesSince(scan.entries) : before.sinceLastOpen;
    const problemsChanged = !isDeepStrictEqual(scan.problems, before.scan.problems);
    if (listChanged || problemsChanged) this.#update({ scan, sinceLastOpen }, { kind: 'entries', changes });
    this.#memory.remember(scan.entries);
    this.#watch.follow(scan.folders);

    if (isFirst || problemsChanged || (rulesChanged && !isFirst)) this.#unchecked = undefined;
    else this.#unchecked?.push(...changes.added, ...changes.changed, ...changes.removed);
    await this.#understand(isFirst || !isEmpty(changes));
    if (this.#current.phase !== 'ready') this.#update({ phase: 'ready', problem: undefined }, { kind: 'phase' });
  }

  async #understand(filesChanged: boolean): Promise<void> {
    const { scan, project } = this.#current;
    const detection =
      filesChanged || this.#current.detection === undefined
        ? await detectAddon(scan, this.#facts, this.#options.author)
        : this.#current.detection;
    if (!isDeepStrictEqual(detection, this.#current.detection)) this.#update({ detection }, { kind: 'detection' });
    const changed = this.#unchecked;
    if (changed?.length === 0) return;
    this.#unchecked = [];
    const { signal } = this.#closing;
    const findings = await this.#runChecks({ scan, detection, project, changed, signal }).catch((error) => {
      this.#unchecked = undefined;
      throw error;
    });
    const told = (list: typeof findings) => list.map(({ finding }) => finding);
    const isSame = isDeepStrictEqual(told(findings), told(this.#current.findings));
    this.#current = { ...this.#current, findings };
    if (!isSame) this.#update({}, { kind: 'findings' });
  }

  async #readRules(): Promise<boolean> {
    const projectRead = await readProjectFile(this.folder);
    const project = projectRead.state === 'read' ? projectRead.project : {};
    const extra = [...(project.ignore ?? []), ...(this.#options.extraIgnore ?? [])];
    const rules = await readIgnoreRules(this.folder, extra);
    const projectChanged = !isDeepStrictEqual(projectRead, this.#current.projectRead);
    const rulesChanged = !isDeepStrictEqual(rules.own, this.#current.rules.own);
    this.#current = { ...this.#current, rules };
    if (projectChanged) {
      this.#unchecked = undefined;
      this.#update({ projectRead, project }, { kind: 'project' });
    }
    return rulesChanged;
  }

  async #readAll(): Promise<Reread> {
    const { signal } = this.#closing;
    const before = this.#current.scan;
    const scan = await scanAddon(this.folder, { ignore: this.#current.rules, signal });
    return { scan, changes: compareEntries(before.entries, scan.entries) };
  }

  #readSome(paths: ReadonlySet<string>): Promise<Reread> {
    return rereadPaths(this.#current.scan, this.#current.rules, paths, this.#closing.signal);
  }

  #lose(rootState: Exclude<RootState, 'ok'>): void {
    this.#watch.lose();
    const problem = MISSING[rootState];
    if (this.#current.phase === 'missing' && this.#current.problem === problem) return;
    this.#update({ phase: 'missing', problem }, { kind: 'phase' });
  }

  #update(change: Partial<AddonState>, update: AddonUpdate): void {
    if (this.#closing.signal.aborted) return;
    this.#current = { ...this.#current, ...change };
    this.#options.onChange?.(update, this.#current);
  }
}

function watchOff(said: Message): WatchState {
  return { state: 'off', reason: inWords(said), said };
}
