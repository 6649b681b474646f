import { dirname, join } from 'node:path';
import { type ConnectionTest, type Handlers, LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import { type Message, message, reasonOf } from '../../preload/messages/index.ts';
import { Fixes } from '../addon/index.ts';
import type { RegistryCalls, Release, SiteCalls } from '../destinations/index.ts';
import { makePrivateFolder } from '../disk/index.ts';
import {
  AddonList,
  openArchiveCache,
  openLibraryAddon,
  openPublishedLists,
  type PublishedLists,
} from '../library/index.ts';
import type { RegistryClients, ReleaseLog } from '../publish/index.ts';
import { ConnectionStore, openDrafts, openPreferences, type Preferences } from '../settings/index.ts';
import { addonHandlers } from './handlers/addons.ts';
import { appHandlers } from './handlers/app.ts';
import { archiveHandlers } from './handlers/archive.ts';
import { connectionHandlers } from './handlers/connections.ts';
import { destinationHandlers } from './handlers/destinations.ts';
import { installHandlers } from './handlers/install.ts';
import { keepNotesOf, lazyKeptNotes, notesHandlers } from './handlers/notes.ts';
import { packageHandlers } from './handlers/packages.ts';
import { publishHandlers } from './handlers/publish.ts';
import { registryHandlers } from './handlers/registry.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { type Lazy, lazy } from './lazy.ts';
import { lazyPublisher } from './publishing.ts';
import { watchConnections } from './registries/connection-watch.ts';
import { Connections, type RegistryEndpoint } from './registries/connections.ts';
import { LocalRegistrySupervisor } from './registries/local-registry.ts';
import { SignIns } from './registries/sign-ins.ts';
import { builtFile, PackedReleases, releaseLimits } from './releases/packed-releases.ts';
import { registryCalls } from './releases/registry-destination.ts';
import { siteCalls } from './releases/site-calls.ts';
import { type Activity, openActivityBoard } from './reports/activity.ts';
import { type ErrorLog, openErrorLog } from './reports/error-log.ts';
import { openNoticeBoard } from './reports/notices.ts';
import { tellAboutStore } from './reports/store-notices.ts';
import { registryCheck, watchCheck } from './self-checks.ts';
import type { AppShell } from './shell.ts';

export type { AppShell } from './shell.ts';

/** All services behind one window, whichever shell shows it. */
export interface AppServices {
  readonly handlers: Handlers;
  /** For the window's title, the taskbar, and the question before quitting. */
  activity(): Activity;
  onActivity(listener: () => void): () => void;
  onSettings(listener: () => void): () => void;
  /** Where releases to many destinations are journalled. */
  releases(): Promise<ReleaseLog>;
  /** For a release that the shell packed by itself: its registries get these very bytes. */
  offerArchive(addonId: string, release: Release): void;
  /** What is new in a version that was sent, for Versions. */
  readonly keepNotes: ReturnType<typeof keepNotesOf>;
  /** What such a release uses of the publisher. */
  readonly registryCalls: RegistryCalls;
  readonly sites: SiteCalls;
  clients(): Promise<RegistryClients>;
  /** For what the shell alone can notice. */
  warn(title: Message, text: Message): void;
  close(): Promise<void>;
}

/** The composition root: the only place where services are made and joined. */
export async function openApp(shell: AppShell): Promise<AppServices> {
  const { data, cache, logs } = shell.paths;
  // What is not published yet is nobody else's, whatever the umask. A folder that cannot be made is told by who needs it.
  await Promise.allSettled([data, cache, logs].map(makePrivateFolder));
  const services = openServices(shell);
  const { preferences, notices, activity, publisher, addonList, localRegistry, drafts, log } = services;
  activity.onEnded((ended) => notices.post(ended));
  tellAboutStore(shell, preferences.fromNewer, preferences.dropped, notices.post);
  reopenOnNewRules(preferences, addonList);
  const stopLooking = watchConnections({ ...services, clock: shell.clock });
  return {
    handlers: handlersOf(shell, services),
    activity: activity.now,
    onActivity: activity.onChange,
    onSettings: preferences.onChange,
    warn: services.warn,
    releases: async () => (await publisher.get()).releases,
    offerArchive: (addonId, release) => void services.packed.use(addonId, release.version, builtFile(release)),
    keepNotes: services.keepNotes,
    sites: services.sites,
    registryCalls: registryCalls(services, { addonId: undefined, draft: undefined }),
    clients: services.clients.get,
    async close() {
      stopLooking();
      services.signIns.cancel();
      await (await services.releasing.ifOpen()?.catch(() => undefined))?.releases.close();
      await (await publisher.ifOpen()?.catch(() => undefined))?.close();
      (await services.clients.ifOpen()?.catch(() => undefined))?.close();
      await addonList.close();
      await localRegistry.close();
      // A page that goes hands over what was typed in its last moment.
      await drafts.settled();
      await log.flushed();
    },
  };
}

type Services = ReturnType<typeof openServices>;

/** Every service once, each with what it needs of the others. None does anything yet but read its settings. */
function openServices(shell: AppShell) {
  const { paths, store, secrets, clock, emit } = shell;
  const now = (): number => clock.now();
  const log = shell.log ?? openErrorLog(paths.logs, now);
  const preferences = openPreferences(store);
  preferences.onChange((settings) => emit.settings.changed(settings));
  const notices = openNoticeBoard(now, (notice) => {
    emit.app.notice(notice);
    if (preferences.get().notifications) shell.notify(notice);
  });
  const warn = (title: Message, text: Message): void => notices.post({ level: 'warning', title, text });
  const drafts = openDrafts(join(paths.data, 'drafts'), ({ movedTo }) =>
    warn(message('notice.draftUnread'), message('notice.draftUnreadText', movedTo)),
  );
  const connectionStore = new ConnectionStore(store, secrets);
  const localRegistry = openLocalRegistry(shell, preferences, log);
  const tester = ({ id }: RegistryEndpoint) => testLine(clients, id);
  const connections = new Connections({ connectionStore, local: localRegistry, now, tester, emit: emit.connections });
  // Apart from the publisher: a registry can be looked at while another process holds the history.
  const clients = lazy(async () => {
    const { RegistryClients } = await import('../publish/index.ts');
    return new RegistryClients({ connections: connections.source, clock });
  });
  const published = openPublishedLists(join(paths.data, 'published'));
  const registryInUse = () => connectionStore.activeId();
  const addonList = openAddonList(shell, preferences, published, registryInUse);
  const archiveCache = openArchiveCache(paths.cache, now);
  const activity = openActivityBoard();
  const packed = new PackedReleases({
    folder: join(paths.data, 'releases'),
    ...{ level: () => preferences.get().compressionLevel, limits: () => releaseLimits(preferences.get(), now()) },
    ...{ addonList, archiveCache, published },
  });
  const shared = { clients, preferences, drafts, connections, addonList, archiveCache, published, activity, packed };
  const publisher = lazyPublisher({ ...shared, folder: join(paths.data, 'publish'), clock, emit: emit.publish, warn });
  const onFault = (where: string, cause: unknown): void => log.write(where, cause);
  const packages = lazy(async () => {
    const { createPackageServices } = await import('../publish/index.ts');
    return createPackageServices(await clients.get());
  });
  const sites = siteCalls({ ...shared, keyFile: join(dirname(registryFolder(shell)), 'site-key.pem') });
  const releasing = lazy(async () => {
    const { openReleases } = await import('./releases/open-releases.ts');
    return openReleases({ ...shared, shell, log, publisher, packages, sites, warn, onFault });
  });
  return {
    ...shared,
    ...{ log, notices, warn, onFault, connectionStore, localRegistry, publisher, packages, sites, releasing },
    signIns: new SignIns({ clock, openers: shell.openers, emit: emit.connections }),
    ...openNotes(paths, warn, onFault),
  };
}

/** The notes of what was sent, and how they get there. */
function openNotes(
  paths: AppShell['paths'],
  warn: (title: Message, text: Message) => void,
  onFault: (where: string, cause: unknown) => void,
) {
  const keptNotes = lazyKeptNotes(paths, warn);
  return { keptNotes, keepNotes: keepNotesOf(keptNotes, (cause) => onFault('notes', cause)) };
}

function registryFolder({ paths }: AppShell): string {
  return paths.registry ?? join(paths.data, 'registry');
}

function openLocalRegistry(shell: AppShell, preferences: Preferences, log: ErrorLog): LocalRegistrySupervisor {
  return new LocalRegistrySupervisor({
    folder: registryFolder(shell),
    port: () => shell.registryPort ?? preferences.get().registryPort,
    log,
    threaded: shell.threaded ?? true,
    onChange: (state) => shell.emit.registry.changed(state),
    onRequests: (requests) => shell.emit.registry.requested(requests),
  });
}

function openAddonList(
  shell: AppShell,
  preferences: Preferences,
  published: PublishedLists,
  registryInUse: () => string,
): AddonList {
  const addonList = new AddonList({
    store: shell.store,
    emit: shell.emit.addons,
    registryInUse,
    openAddon: (id, folder, own) =>
      openLibraryAddon({
        id,
        folder,
        ...own,
        watch: shell.watch ?? true,
        extraIgnore: preferences.get().defaultIgnore,
        author: preferences.get().author,
        stateFile: join(shell.paths.data, 'entries', id),
        async countChanges(scan) {
          const connectionId = registryInUse();
          const version = addonList.processedOn(id, connectionId);
          return version === undefined ? undefined : published.counts({ addonId: id, connectionId, version }, scan);
        },
      }),
  });
  return addonList;
}

function handlersOf(shell: AppShell, services: Services): Handlers {
  const { preferences, log, notices, connectionStore, localRegistry, connections, published, addonList, publisher } =
    services;
  const { openers, emit, paths } = shell;
  const { keepNotes } = services;
  return {
    addons: addonHandlers({
      addonList,
      fixes: new Fixes(join(paths.data, 'undo')),
      published,
      shell,
      registryInUse: () => connectionStore.activeId(),
    }),
    install: installHandlers({
      ...services,
      emit: emit.install,
      registryInUse: () => connectionStore.activeId(),
      workFolder: join(paths.data, 'releases'),
    }),
    archive: archiveHandlers({
      ...services,
      level: () => preferences.get().compressionLevel,
      emit: emit.archive,
      openers,
    }),
    publish: publishHandlers(publisher, openers, emit.publish, keepNotes),
    destinations: destinationHandlers({ ...services, emit: emit.destinations, openers, keepNotes }),
    notes: notesHandlers(services),
    packages: packageHandlers(services.packages, openers),
    registry: registryHandlers({
      localRegistry,
      openers,
      folder: registryFolder(shell),
      onSwitched: () => connections.announce(),
      async onReset() {
        (await publisher.get().catch(() => undefined))?.registryEmptied(LOCAL_CONNECTION_ID);
        await addonList.forgetRegistry(LOCAL_CONNECTION_ID);
        emit.registry.emptied(null);
      },
    }),
    connections: connectionHandlers({
      ...{ connectionStore, connections, log, signIns: services.signIns },
      async onChanged(id) {
        (await publisher.ifOpen()?.catch(() => undefined))?.connectionChanged(id);
        await addonList.followRegistry();
      },
    }),
    settings: settingsHandlers(preferences),
    app: appHandlers({
      shell,
      log,
      notices,
      onInteractive: () => startWork(services),
      checks: [registryCheck(connections), watchCheck(addonList)],
    }),
  };
}

/** What was held back until the first screen stood: resuming interrupted work, and the registry most authors use. */
function startWork({
  preferences,
  addonList,
  publisher,
  localRegistry,
  connections,
  archiveCache,
  releasing,
  warn,
  onFault,
}: Services): void {
  addonList.openAll().catch((cause: unknown) => onFault('hangar', cause));
  const history = publisher.get();
  history
    .then(() => releasing.get())
    .then(({ releases }) => releases.open())
    .catch((cause: unknown) => onFault('releases', cause));
  history.catch((cause: unknown) => {
    onFault('publisher', cause);
    warn(message('notice.historyClosed'), message('notice.verbatim', reasonOf(cause)));
  });
  if (preferences.get().startRegistryAtLaunch) {
    localRegistry
      .start()
      .then(() => connections.announce())
      .catch((cause: unknown) => onFault('local registry', cause));
  }
  void archiveCache.prune(preferences.get()).catch((cause: unknown) => onFault('cache', cause));
}

/** The author's own ignore rules count for every add-on at once. */
function reopenOnNewRules(preferences: Preferences, addonList: AddonList): void {
  let rules = preferences.get().defaultIgnore.join('\n');
  preferences.onChange(({ defaultIgnore }) => {
    if (defaultIgnore.join('\n') === rules) return;
    rules = defaultIgnore.join('\n');
    void addonList.reopen();
  });
}

async function testLine(clients: Lazy<RegistryClients>, id: string): Promise<ConnectionTest> {
  const { testConnection } = await import('../publish/index.ts');
  const client = await (await clients.get()).for(id);
  if (client.ok) return testConnection(client.value);
  const abilities = { view: null, readAccount: null, upload: null, reprocess: null };
  return { reachable: false, registryName: null, author: null, abilities, warnings: [], error: client.error };
}
