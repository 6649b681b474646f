import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import Conf from 'conf';
import type { Connection, Progress, Submission } from '../../preload/contract.ts';
import { LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import { type AppServices, openApp } from '../app/open-app.ts';
import { appPaths, loadmasterFolder, terminalData } from '../app/paths.ts';
import { type AppShell, systemClock } from '../app/shell.ts';
import { createEmitters } from '../bridge/index.ts';
import type { RegistryClient, ReleaseLog } from '../publish/index.ts';
import {
  checkBaseUrl,
  type KeyValueStore,
  memoryStore,
  openStore,
  privateFileVault,
  type SecretVault,
} from '../settings/index.ts';
import type { CommandContext, CommandOption } from './command.ts';
import { text } from './command.ts';
import { CommandFault, EXIT, UsageError } from './exit-codes.ts';
import { expectOk } from './output/outcome.ts';
import { say } from './output/say.ts';
import { sayError } from './output/say-main.ts';
import { JobTokens } from './publish/job-tokens.ts';
import { siteKey } from './release/site-key.ts';

/** Options of every command that talks to a registry. */
export const REGISTRY_OPTIONS = {
  registry: { type: 'string', value: 'WHERE' },
  data: { type: 'string', value: 'DIR' },
} as const satisfies Record<string, CommandOption>;

type Listener<T> = (value: T) => void;

export interface TerminalApp {
  readonly handlers: AppServices['handlers'];
  readonly registryCalls: AppServices['registryCalls'];
  readonly sites: AppServices['sites'];
  readonly offerArchive: AppServices['offerArchive'];
  readonly keepNotes: AppServices['keepNotes'];
  readonly connection: Connection;
  /** For a registry that trusts the job of CI in which this runs. */
  readonly jobTokens: JobTokens;
  onSubmission(listener: (submission: Submission) => void): () => void;
  onProgress(listener: (progress: Progress) => void): () => void;
  /** Where the next file that a command asks to save goes. */
  saveNextTo(path: string): void;
  /** Where releases to many destinations are journalled. */
  releases(): Promise<ReleaseLog>;
  /** The registry of this call as anybody sees it, without a token. */
  publicClient(): Promise<RegistryClient>;
  /** The terminal's own folder. */
  readonly dataFolder: string;
  close(): Promise<void>;
}

/** What holds for one command and is not saved. */
export interface TerminalAppOptions extends Pick<AppShell, 'registryPort'> {
  /** Brings the author to the page of a sign-in. */
  readonly openPage?: (address: string) => Promise<boolean>;
}

/**
 * The same services as behind the window, for one command. The terminal keeps a journal of its own, so that it can run
 * while the app is open; the local registry is the same one.
 */
export async function openTerminalApp(
  context: CommandContext,
  { openPage = async () => false, ...run }: TerminalAppOptions = {},
): Promise<TerminalApp> {
  const { env, options, terminal } = context;
  const folder = text(options, 'data') ?? loadmasterFolder({ platform: process.platform, env, home: homedir() });
  const shared = appPaths(folder, homedir(), process.cwd());
  const data = terminalData(folder);
  const kept = await openKept(data, terminal);
  const jobTokens = new JobTokens(env);
  const vault = withJobTokens(kept.vault, jobTokens);
  const { store, secrets } = withEnvironment(kept.store, vault, env, text(options, 'registry'));

  let place: string | undefined;
  const submissions = new Set<Listener<Submission>>();
  const progress = new Set<Listener<Progress>>();
  const app = await openApp({
    shell: 'terminal',
    version: 'terminal',
    paths: { ...shared, data, otherData: [shared.data], registry: join(shared.data, 'registry') },
    store,
    secrets,
    clock: systemClock,
    ...run,
    threaded: false,
    watch: false,
    notify: () => {},
    openers: { openExternal: async () => {}, openPage, saveFile: async (name) => resolve(place ?? name) },
    emit: emittersFor(submissions, progress),
  });
  try {
    const connection = await chosenConnection(app, text(options, 'registry') ?? env.LOADMASTER_REGISTRY);
    return {
      handlers: app.handlers,
      registryCalls: app.registryCalls,
      sites: { ...app.sites, key: () => siteKey(env, app.sites) },
      offerArchive: app.offerArchive,
      keepNotes: app.keepNotes,
      connection,
      jobTokens,
      onSubmission: (listener) => listenTo(submissions, listener),
      onProgress: (listener) => listenTo(progress, listener),
      saveNextTo(path) {
        place = path;
      },
      releases: () => app.releases(),
      publicClient: async () => expectOk(await (await app.clients()).for(connection.id, { anonymous: true })),
      dataFolder: data,
      close: () => app.close(),
    };
  } catch (cause) {
    await app.close();
    throw cause;
  }
}

/** Settings and tokens of the terminal's own folder. */
async function openKept(data: string, terminal: CommandContext['terminal']) {
  const opened = await openStore(
    join(data, 'settings.json'),
    () => new Conf({ cwd: data, configName: 'settings', clearInvalidConfig: false }),
  );
  if (opened.setAside) terminal.note(say().app.settingsKept(opened.setAside.movedTo));
  const vault = privateFileVault(join(data, 'tokens.json'), ({ movedTo }) =>
    terminal.note(say().app.tokensKept(movedTo)),
  );
  return { store: opened.store, vault };
}

/** A command follows its own release; everything else a window would be told is left unsaid. */
function emittersFor(submissions: ReadonlySet<Listener<Submission>>, progress: ReadonlySet<Listener<Progress>>) {
  const silent = createEmitters({ send: () => {}, onFault: () => {}, checkPayload: false });
  return {
    ...silent,
    publish: {
      ...silent.publish,
      changed: (submission: Submission) => {
        for (const listener of submissions) listener(submission);
      },
      progress: (report: Progress) => {
        for (const listener of progress) listener(report);
      },
    },
  };
}

/** Runs with the services open and closes it whatever happens. */
export async function withApp<T>(
  context: CommandContext,
  use: (app: TerminalApp) => Promise<T>,
  run?: TerminalAppOptions,
): Promise<T> {
  const app = await openTerminalApp(context, run);
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}

/** What is kept goes first: whoever gives a token means that one. */
function withJobTokens(vault: SecretVault, jobTokens: JobTokens): SecretVault {
  return {
    ...vault,
    get: async (name) => (await vault.get(name)) ?? (await jobTokens.tokenOf(name.replace(/^token:/, ''))),
  };
}

/** An address given for this one call, with LOADMASTER_TOKEN: a connection that is written down nowhere. */
function withEnvironment(
  store: KeyValueStore,
  vault: SecretVault,
  env: NodeJS.ProcessEnv,
  option: string | undefined,
): { store: KeyValueStore; secrets: SecretVault } {
  const where = option ?? env.LOADMASTER_REGISTRY;
  const token = env.LOADMASTER_TOKEN;
  if (where === undefined || !/^https?:/.test(where)) return { store, secrets: vault };
  const url = checkBaseUrl(where);
  if (!url.ok) throw new UsageError(sayError(url.error).sentence);
  const kept = store.get('connections');
  const saved = Array.isArray(kept) ? kept.filter(isNamed) : [];
  const known = saved.find((connection) => connection.baseUrl === url.value);
  const id = known?.id ?? `address-${createHash('sha256').update(url.value).digest('hex').slice(0, 16)}`;
  const remotes = known ? saved : [...saved, { id, name: url.value, baseUrl: url.value }];
  const overlay = memoryStore({ connections: remotes });
  return {
    store: {
      ...store,
      get: (key) => (key === 'connections' ? overlay.get(key) : store.get(key)),
      set: (key, value) => (key === 'connections' ? overlay : store).set(key, value),
      delete: (key) => store.delete(key),
    },
    secrets: { ...vault, get: async (name) => (name === `token:${id}` && token ? token : vault.get(name)) },
  };
}

function isNamed(value: unknown): value is { id: string; name: string; baseUrl: string } {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'baseUrl' in value;
}

async function chosenConnection({ handlers }: AppServices, where = LOCAL_CONNECTION_ID): Promise<Connection> {
  const all = await handlers.connections.list(null);
  if (!all.ok) throw new CommandFault(EXIT.failed, all.error);
  const url = checkBaseUrl(where);
  const found = all.value.find(
    ({ id, name, baseUrl }) => id === where || name === where || (url.ok && baseUrl === url.value),
  );
  if (found) return found;
  const names = all.value.map(({ id, name }) => (id === LOCAL_CONNECTION_ID ? id : name)).join(', ');
  throw new UsageError(say().app.noRegistry(where, names));
}

function listenTo<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
