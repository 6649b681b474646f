import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AppError, LocalRegistry, RegistryRequest } from '../../preload/contract.ts';
import { writeFileDurably } from '../disk/index.ts';
import type { Registry } from '../registry/index.ts';
import { privateFileVault } from '../settings/index.ts';
import type { ErrorLog } from './error-log.ts';
import { createLocalApi, type LocalApi, type LoggedLocalRequest } from './local-api.ts';
import type { LocalLine } from './switchboard.ts';

type Parts = {
  readonly folder: string;
  readonly port: () => number;
  readonly log: ErrorLog;
  /** In a thread of its own for a window; in this thread for a command that ends soon. */
  readonly threaded: boolean;
  readonly onChange: (state: LocalRegistry) => void;
  readonly onRequests: (requests: RegistryRequest[]) => void;
};

/** The embedded registry's life inside the app. */
export type LocalRegistryKeeper = LocalLine & {
  state(): Promise<LocalRegistry>;
  start(): Promise<LocalRegistry>;
  stop(): Promise<LocalRegistry>;
  /** The owner's routes of the running registry; starts it if it has to. */
  api(): Promise<LocalApi>;
  /** Tells everybody how it stands now. */
  announce(): Promise<void>;
  close(): Promise<void>;
};

type Running = { readonly url: string; readonly token: string | null; readonly own: Registry | null };

const addressSchema = z.object({ version: z.literal(1), url: z.string(), pid: z.int() });
const ADDRESS_FILE = 'address.json';
const BATCH_MS = 200;

export function keepLocalRegistry(parts: Parts): LocalRegistryKeeper {
  const { folder, log } = parts;
  const addressFile = join(folder, ADDRESS_FILE);
  // The token opens only what lies in this same folder, so it is kept beside it and not in the keychain: losing the
  // keychain must not lock an author out of the own machine's registry.
  const vault = privateFileVault(join(folder, 'owner.json'), (what) => log.write('local registry token', what.reason));
  let running: Promise<Running> | null = null;
  let lines: Running | null = null;
  let failure: AppError | null = null;
  const batch = batchOf(BATCH_MS, (requests: RegistryRequest[]) => {
    parts.onRequests(requests);
    void announce();
  });

  async function open(): Promise<Running> {
    const { startRegistry, startRegistryWorker } = await import('../registry/index.ts');
    const begin = parts.threaded ? startRegistryWorker : startRegistry;
    const own = await begin({
      dataDir: folder,
      port: parts.port(),
      onRequest: (entry) => batch.add(asRequest(entry)),
      onError: (error) => log.write('local registry', error),
    });
    const token = own.firstRun?.token ?? (await keptToken(own.url)) ?? (await own.createAdminToken())?.token ?? null;
    if (token !== null) {
      log.keepOut(token);
      await vault.set('owner', token);
    }
    await writeFileDurably(addressFile, `${JSON.stringify({ version: 1, url: own.url, pid: process.pid })}\n`, 0o600);
    return { url: own.url, token, own };
  }

  /** The token of the last time, unless it was revoked meanwhile or belongs to a folder that was wiped. */
  async function keptToken(url: string): Promise<string | null> {
    const kept = await vault.get('owner');
    if (kept === null) return null;
    return createLocalApi(url, kept)
      .tokens()
      .then(
        () => kept,
        () => null,
      );
  }

  /** Another Loadmaster, a terminal perhaps, runs the registry of this folder: then that one is used. */
  async function attach(): Promise<Running | null> {
    const text = await readFile(addressFile, 'utf8').catch(() => null);
    const address = text === null ? null : addressSchema.safeParse(safeJson(text));
    if (!address?.success) return null;
    const { url } = address.data;
    const token = await vault.get('owner');
    const answers = await createLocalApi(url, token)
      .status()
      .then(
        () => true,
        () => false,
      );
    return answers ? { url, token, own: null } : null;
  }

  function begin(): Promise<Running> {
    running ??= open()
      .catch(async (cause: unknown) => {
        const other = await attach();
        if (other) return other;
        throw cause;
      })
      .then(
        (found) => {
          lines = found;
          failure = null;
          void announce();
          return found;
        },
        (cause: unknown) => {
          running = null;
          lines = null;
          failure = startError(cause);
          log.write('local registry', cause);
          void announce();
          throw cause;
        },
      );
    return running;
  }

  async function end(): Promise<void> {
    const current = await running?.catch(() => null);
    running = null;
    lines = null;
    batch.flush();
    if (!current?.own) return;
    await current.own.close();
    await rm(addressFile, { force: true });
  }

  async function state(): Promise<LocalRegistry> {
    const base = {
      dataFolder: folder,
      author: null,
      usedStorage: 0,
      totalStorage: null,
      packages: 0,
      versions: 0,
      rehearsing: false,
    };
    if (failure) return { ...base, state: 'failed', url: null, error: failure };
    if (!lines) return { ...base, state: running ? 'starting' : 'stopped', url: null, error: null };
    const { url, token } = lines;
    const status = await createLocalApi(url, token).status();
    const [author] = status.authors;
    return {
      dataFolder: folder,
      state: 'running',
      url,
      author: author ? { id: author.id, name: author.name } : null,
      usedStorage: author?.usedStorage ?? 0,
      totalStorage: author?.totalStorage ?? null,
      packages: status.packages,
      versions: status.versions,
      rehearsing: status.rehearsing,
      error: null,
    };
  }

  async function announce(): Promise<void> {
    await state().then(parts.onChange, (cause: unknown) => log.write('local registry status', cause));
  }

  return {
    url: () => lines?.url ?? null,
    async connect() {
      const { url, token } = await begin();
      return { baseUrl: url, token };
    },
    state,
    async start() {
      await begin().catch(() => {});
      return state();
    },
    async stop() {
      await end();
      await announce();
      return state();
    },
    async api() {
      const { url, token } = await begin();
      return createLocalApi(url, token);
    },
    announce,
    close: end,
  };
}

export function asRequest({ at, ...rest }: LoggedLocalRequest): RegistryRequest {
  return { ...rest, at: Date.parse(at) };
}

function startError(cause: unknown): AppError {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (message.includes('EADDRINUSE')) {
    return {
      code: 'port_taken',
      message: 'Another program uses the port of the local registry.',
      hint: 'Choose another port in Settings, or 0 to take any free one.',
    };
  }
  return { code: 'registry_failed', message: `The local registry could not start: ${message}`, retry: 'repeat' };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Collects what comes in quick succession, so that a busy registry does not flood the window. */
function batchOf<T>(milliseconds: number, deliver: (items: T[]) => void): { add(item: T): void; flush(): void } {
  let items: T[] = [];
  let timer: NodeJS.Timeout | null = null;
  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (items.length === 0) return;
    const ready = items;
    items = [];
    deliver(ready);
  }
  return {
    add(item) {
      items.push(item);
      timer ??= setTimeout(flush, milliseconds);
      timer.unref();
    },
    flush,
  };
}
