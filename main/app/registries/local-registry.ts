import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorText } from '../../../preload/contract/error-text.ts';
import type { AppError, LocalRegistry, RegistryRequest } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { writeFileDurably } from '../../disk/index.ts';
import type { LoggedRequest, Registry } from '../../registry/index.ts';
import { privateFileVault, type SecretVault } from '../../settings/index.ts';
import type { ErrorLog } from '../reports/error-log.ts';
import { type Batch, batchOf } from './batch.ts';
import type { LocalEndpoint } from './connections.ts';
import { createLocalApi, type LocalApi, type LoggedLocalRequest } from './local-api.ts';

interface Parts {
  readonly folder: string;
  readonly port: () => number;
  readonly log: ErrorLog;
  /** In a thread of its own for a window; in this thread for a command that ends soon. */
  readonly threaded: boolean;
  readonly onChange: (state: LocalRegistry) => void;
  readonly onRequests: (requests: RegistryRequest[]) => void;
}

interface Running {
  readonly url: string;
  readonly token: string | undefined;
  readonly own: Registry | undefined;
}

const addressSchema = z.object({ version: z.literal(1), url: z.string(), pid: z.int() });
const ADDRESS_FILE = 'address.json';
const BATCH_MS = 200;

/** What there is to tell of a registry that does not run. */
const STOPPED = {
  author: null,
  usedStorage: 0,
  totalStorage: null,
  packages: 0,
  versions: 0,
  rehearsing: false,
  url: null,
} as const;

/** What whoever needs it is told. */
export const STOPPED_BY_AUTHOR: AppError = { ...fault('registry_stopped.text'), retry: 'repeat' };

/** The embedded registry's life inside the app. */
export class LocalRegistrySupervisor implements LocalEndpoint {
  readonly #parts: Parts;
  readonly #addressFile: string;
  readonly #vault: SecretVault;
  readonly #batch: Batch<RegistryRequest>;
  #running: Promise<Running> | undefined;
  /** What it answers at; undefined until it does, and again when it has ended. */
  #open: Running | undefined;
  #failure: AppError | undefined;
  /** Its author stopped it: it starts again when told to, and not because something asks for it. */
  #stopped = false;
  #lastPort = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#addressFile = join(parts.folder, ADDRESS_FILE);
    // The token opens only what lies in this same folder, so it is kept beside it and not in the keychain: losing the
    // keychain must not lock an author out of the own machine's registry.
    this.#vault = privateFileVault(join(parts.folder, 'owner.json'), (what) =>
      parts.log.write('local registry token', what.reason),
    );
    this.#batch = batchOf(BATCH_MS, (requests) => {
      parts.onRequests(requests);
      void this.announce();
    });
  }

  url(): string | undefined {
    return this.#open?.url;
  }

  async connect(): Promise<{ readonly baseUrl: string; readonly token: string | undefined }> {
    const { url, token } = await this.#begin();
    return { baseUrl: url, token };
  }

  async start(): Promise<LocalRegistry> {
    this.#stopped = false;
    await this.#begin().catch(() => {});
    return this.state();
  }

  async stop(): Promise<LocalRegistry> {
    this.#stopped = true;
    await this.close();
    await this.announce();
    return this.state();
  }

  /** The owner's routes of the running registry; starts it if it has to. */
  async api(): Promise<LocalApi> {
    const { url, token } = await this.#begin();
    return createLocalApi(url, token);
  }

  async state(): Promise<LocalRegistry> {
    const base = { ...STOPPED, dataFolder: this.#parts.folder };
    if (this.#stopped) return { ...base, state: 'stopped', error: null };
    if (this.#failure) return { ...base, state: 'failed', error: this.#failure };
    if (!this.#open) return { ...base, state: this.#running ? 'starting' : 'stopped', error: null };
    const { url, token } = this.#open;
    if (!(await this.#isStillThere(this.#open))) return { ...base, state: 'stopped', error: null };
    const { authors, packages, versions, rehearsing } = await createLocalApi(url, token).status();
    const [author] = authors;
    return {
      dataFolder: this.#parts.folder,
      state: 'running',
      url,
      author: author ? { id: author.id, name: author.name } : null,
      usedStorage: author?.usedStorage ?? 0,
      totalStorage: author?.totalStorage ?? null,
      packages,
      versions,
      rehearsing,
      error: null,
    };
  }

  /** Tells everybody how it stands now. */
  async announce(): Promise<void> {
    const { onChange, log } = this.#parts;
    await this.state().then(onChange, (cause: unknown) => log.write('local registry status', cause));
  }

  async close(): Promise<void> {
    const current = await this.#running?.catch(() => undefined);
    this.#running = undefined;
    this.#open = undefined;
    this.#batch.flush();
    if (!current?.own) return;
    await current.own.close();
    await rm(this.#addressFile, { force: true });
  }

  async #begin(): Promise<Running> {
    if (this.#stopped) throw new Error(STOPPED_BY_AUTHOR.message);
    this.#running ??= this.#startOrAttach();
    const running = await this.#running;
    return (await this.#isStillThere(running)) ? running : this.#begin();
  }

  /**
   * Another Loadmaster's registry may have ended since, and anybody may have taken its port: it proves itself before
   * each time the token is given away.
   */
  async #isStillThere(running: Running): Promise<boolean> {
    if (running.own !== undefined) return true;
    const { verifyRegistryProof } = await import('../../registry/index.ts');
    if (await verifyRegistryProof(running.url, this.#parts.folder)) return true;
    if (this.#open === running) {
      this.#running = undefined;
      this.#open = undefined;
    }
    return false;
  }

  async #startOrAttach(): Promise<Running> {
    try {
      const found = await this.#startOwn().catch(async (cause: unknown) => {
        const other = await this.#attach();
        if (other) return other;
        throw cause;
      });
      this.#open = found;
      this.#failure = undefined;
      return found;
    } catch (cause) {
      this.#running = undefined;
      this.#open = undefined;
      this.#failure = startError(cause);
      this.#parts.log.write('local registry', cause);
      throw cause;
    } finally {
      void this.announce();
    }
  }

  async #startOwn(): Promise<Running> {
    const { folder, port, threaded, log } = this.#parts;
    const { startRegistry, startRegistryWorker } = await import('../../registry/index.ts');
    const begin = threaded ? startRegistryWorker : startRegistry;
    const beginAt = (at: number): Promise<Registry> =>
      begin({
        dataDir: folder,
        port: at,
        onRequest: (entry) => this.#batch.add(asRequest(entry)),
        onError: (error) => log.write('local registry', error),
      });
    // Where any port will do, that of the last time: what was copied from this page still leads here.
    const wanted = port() || this.#lastPort;
    const own = await beginAt(wanted).catch((cause: unknown) =>
      wanted === port() ? Promise.reject(cause) : beginAt(0),
    );
    this.#lastPort = Number(new URL(own.url).port);
    const kept = own.firstRun?.token ?? (await this.#keptToken(own.url));
    const token = kept ?? (await own.createAdminToken())?.token;
    if (token !== undefined) await this.#keepToken(token);
    const address = JSON.stringify({ version: 1, url: own.url, pid: process.pid });
    await writeFileDurably(this.#addressFile, `${address}\n`, 0o600);
    return { url: own.url, token, own };
  }

  /**
   * A new token in place of the one in use, which works until somebody revokes it. Where another Loadmaster runs the
   * registry that one holds the token too, so it stays, and the registry refuses to revoke it.
   */
  async replaceToken(): Promise<void> {
    const running = await this.#begin();
    const token = (await running.own?.createAdminToken())?.token;
    if (token === undefined || this.#open !== running) return;
    await this.#keepToken(token);
    this.#open = { ...running, token };
    this.#running = Promise.resolve(this.#open);
  }

  async #keepToken(token: string): Promise<void> {
    this.#parts.log.keepOut(token);
    await this.#vault.set('owner', token);
  }

  /** The token of the last time, unless it was revoked meanwhile or belongs to a folder that was wiped. */
  async #keptToken(url: string): Promise<string | undefined> {
    const kept = await this.#vault.get('owner');
    if (kept === undefined) return undefined;
    return createLocalApi(url, kept)
      .tokens()
      .then(
        () => kept,
        () => undefined,
      );
  }

  /** Another Loadmaster, a terminal perhaps, runs the registry of this folder: then that one is used. */
  async #attach(): Promise<Running | undefined> {
    const text = await readFile(this.#addressFile, 'utf8').catch(() => undefined);
    const address = text === undefined ? undefined : addressSchema.safeParse(safeJson(text));
    if (!address?.success) return undefined;
    const { url } = address.data;
    const { verifyRegistryProof } = await import('../../registry/index.ts');
    // The address may be left over from one that was killed.
    if (!(await verifyRegistryProof(url, this.#parts.folder))) return undefined;
    return { url, token: await this.#vault.get('owner'), own: undefined };
  }
}

export function asRequest({ at, status, code, ...rest }: LoggedRequest | LoggedLocalRequest): RegistryRequest {
  return { ...rest, at: Date.parse(at), status: status ?? null, code: code ?? null };
}

function startError(cause: unknown): AppError {
  const message = errorText(cause);
  if (message.includes('EADDRINUSE')) {
    return fault('port_taken.text');
  }
  return { ...fault('registry_failed.because', message), retry: 'repeat' };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
