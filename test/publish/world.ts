import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../main/clock/index.ts';
import {
  type AddonChanges,
  type ConnectionFacts,
  openPublisher,
  type Publisher,
  type PublisherOptions,
  type PublishMark,
  RegistryClients,
  type ReleaseBuilder,
  type Timeouts,
} from '../../main/publish/index.ts';
import { type Registry, type RegistryOptions, startRegistry } from '../../main/registry/index.ts';
import type { AddonSummary, Finding, Outcome, ReleaseDraft, Submission } from '../../preload/contract.ts';
import type { RehearsalFault } from '../../protocol/index.ts';
import { makeFolder } from '../make-folder.ts';
import { anAddon } from './an-addon.ts';
import { fastClock } from './clocks.ts';
import { packageZip } from './zip.ts';

// A publisher with everything around it: a real registry over HTTP, a folder of its own, and a builder that writes
// small archives.

export const TOKEN = 'an-admin-token-for-tests';
export const PACKAGE = 'author.package';
export const ADDON = 'addon-1';
export const CONNECTION = 'remote-1';

export const DRAFT: ReleaseDraft = {
  packageId: PACKAGE,
  packageVersion: '1.0.0',
  xpSelection: '12-',
  access: 'public',
  platforms: { macOS: true, windows: true, linux: false },
  dependencies: [['other.package', '1.2-']],
  incompatibilities: [['xpkg/bad.package', '*']],
  notes: 'First.',
};

export async function tempFolder(): Promise<string> {
  const folder = makeFolder('publish');
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export async function aRegistry(options: Partial<RegistryOptions> = {}): Promise<Registry> {
  const registry = await startRegistry({
    dataDir: await tempFolder(),
    rateLimits: false,
    seed: {
      authors: [{ authorId: 'author1', name: 'Author', tokens: [{ token: TOKEN }] }],
      packages: [PACKAGE, 'second.package', 'third.package'].map((packageId) => ({
        packageId,
        packageName: packageId.replace('.', ' '),
      })),
    },
    ...options,
  });
  onTestFinished(() => registry.close());
  return registry;
}

export async function rehearse(registry: { readonly url: string }, ...faults: RehearsalFault[]): Promise<void> {
  const response = await fetch(`${registry.url}/local/rehearsal`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: TOKEN },
    body: JSON.stringify({ faults }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The registry's own view of a version. */
export async function stored(registry: { readonly url: string }, version = '1.0.0', packageId = PACKAGE) {
  const response = await fetch(`${registry.url}/account/packages/${packageId}/${version}`, {
    headers: { authorization: TOKEN },
  });
  if (response.status === 404) return null;
  const { versionData } = (await response.json()) as { versionData: { status: string; uploadDate: string } };
  return versionData;
}

export interface World {
  readonly folder: string;
  readonly clock: Clock;
  readonly publisher: Publisher;
  readonly builder: { findings: Finding[]; archive: (draft: ReleaseDraft) => Buffer | Promise<Buffer>; builds: number };
  readonly connection: { baseUrl: string; token: string | null; fails: boolean };
  readonly drafts: Map<string, ReleaseDraft>;
  readonly marks: PublishMark[];
  readonly seen: Submission[];
  addon: AddonSummary | null;
  changes: AddonChanges | null;
  submit(draft?: Partial<ReleaseDraft>, more?: { dryRun?: boolean }): Promise<Submission>;
  /** Submits and waits until nothing more happens by itself. */
  publish(draft?: Partial<ReleaseDraft>, more?: { dryRun?: boolean }): Promise<Submission>;
  /** Ends the publisher and opens it again on the same folder. */
  reopen(options?: Partial<PublisherOptions>): Promise<void>;
}

export interface WorldOptions extends Partial<PublisherOptions> {
  readonly baseUrl: string;
  readonly timeouts?: Partial<Timeouts>;
  readonly rateLimits?: boolean;
}

export const QUICK: Timeouts = { connectMs: 2000, idleMs: 1500, answerMs: 400, leastUploadRate: 4096 };

export async function openWorld({ baseUrl, timeouts, rateLimits, ...options }: WorldOptions): Promise<World> {
  const folder = options.folder ?? (await tempFolder());
  const clock = options.clock ?? fastClock(200);
  const connection = { baseUrl, token: TOKEN as string | null, fails: false };
  const drafts = new Map<string, ReleaseDraft>();
  const marks: PublishMark[] = [];
  const seen: Submission[] = [];
  const builder: World['builder'] = { findings: [], archive: (draft) => packageZip(draft.packageId), builds: 0 };
  const connections = {
    get: async (id: string): Promise<ConnectionFacts | undefined> => {
      if (connection.fails) throw new Error('the vault is locked');
      return id === CONNECTION
        ? { id, kind: 'remote', baseUrl: connection.baseUrl, token: connection.token ?? undefined }
        : undefined;
    },
  };
  const clients = new RegistryClients({
    connections,
    clock,
    timeouts: timeouts ?? QUICK,
    rateLimits: () => rateLimits ?? false,
  });
  const world = {
    folder,
    clock,
    builder,
    connection,
    drafts,
    marks,
    seen,
    addon: anAddon(ADDON) as AddonSummary | null,
    changes: null as AddonChanges | null,
  };
  const open = async (more: Partial<PublisherOptions> = {}) => {
    const publisher = await openPublisher({
      folder,
      clock,
      clients,
      connections,
      random: () => 0.5,
      builder: builderOf(builder, folder),
      drafts: draftStore(drafts),
      addons: {
        summary: (id) => (world.addon?.id === id ? world.addon : undefined),
        changesSince: async () => world.changes ?? undefined,
        markPublished: (_id, mark) => void marks.push(mark),
      },
      ...options,
      ...more,
    });
    publisher.subscribe({ changed: (submission) => seen.push(submission) });
    return publisher;
  };
  let publisher = await open();
  onTestFinished(() => publisher.close());
  const submit: World['submit'] = async (draft = {}, { dryRun = false } = {}) =>
    value(await publisher.submit({ addonId: ADDON, connectionId: CONNECTION, draft: { ...DRAFT, ...draft }, dryRun }));
  return Object.assign(world, {
    get publisher() {
      return publisher;
    },
    submit,
    publish: async (draft: Partial<ReleaseDraft> = {}, more: { dryRun?: boolean } = {}) => {
      const { id } = await submit(draft, more);
      return publisher.whenResting(id);
    },
    reopen: async (more: Partial<PublisherOptions> = {}) => {
      await publisher.close();
      publisher = await open(more);
      Object.defineProperty(world, 'publisher', { value: publisher, configurable: true });
    },
  }) as World;
}

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

function builderOf(control: World['builder'], folder: string): ReleaseBuilder {
  return {
    check: async () => control.findings,
    build: async (_addonId, draft, { signal, onProgress }) => {
      control.builds++;
      const bytes = await control.archive(draft);
      signal.throwIfAborted();
      const path = join(folder, `built-${control.builds}.zip`);
      await writeFile(path, bytes);
      onProgress({ phase: 'packing', done: bytes.length, total: bytes.length, bytesPerSecond: null, etaSeconds: null });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { length } = bytes;
      return { path, sha256, size: length, files: 1, bytes: length, reusedBytes: 0, durationMs: 1 };
    },
  };
}

function draftStore(drafts: Map<string, ReleaseDraft>): PublisherOptions['drafts'] {
  const key = (addonId: string, connectionId: string) => `${addonId} ${connectionId}`;
  return {
    get: async (addonId, connectionId) => drafts.get(key(addonId, connectionId)),
    keep: async (addonId, connectionId, draft) => void drafts.set(key(addonId, connectionId), draft),
    drop: async (addonId, connectionId) => void drafts.delete(key(addonId, connectionId)),
  };
}
