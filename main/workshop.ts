import { join } from 'node:path';
import type { ConnectionTest, Handlers, Notice } from '../preload/contract.ts';
import { FixDesk } from './addon/index.ts';
import type { Publisher } from './publish/index.ts';
import { ConnectionBook, openDrafts, openPreferences, type Preferences } from './settings/index.ts';
import { type Activity, openActivityBoard } from './workshop/activity.ts';
import { openAddonDesk } from './workshop/addon-desk.ts';
import { addonHandlers } from './workshop/addon-handlers.ts';
import { appHandlers } from './workshop/app-handlers.ts';
import { archiveHandlers } from './workshop/archive-handlers.ts';
import { openArchiveCupboard } from './workshop/archives.ts';
import { connectionHandlers } from './workshop/connection-handlers.ts';
import { watchConnections } from './workshop/connection-watch.ts';
import { type ErrorLog, openErrorLog } from './workshop/error-log.ts';
import { Hangar } from './workshop/hangar.ts';
import { type Lazy, lazy } from './workshop/lazy.ts';
import { LocalRegistryKeeper } from './workshop/local-registry.ts';
import { openNoticeBoard } from './workshop/notices.ts';
import { packageHandlers } from './workshop/package-handlers.ts';
import { publishHandlers } from './workshop/publish-handlers.ts';
import { openPublishedLists, type PublishedLists } from './workshop/published-lists.ts';
import { lazyPublisher } from './workshop/publishing.ts';
import { registryHandlers } from './workshop/registry-handlers.ts';
import { registryCheck, watchCheck } from './workshop/self-checks.ts';
import { settingsHandlers } from './workshop/settings-handlers.ts';
import type { WorkshopShell } from './workshop/shell.ts';
import { type Line, Switchboard } from './workshop/switchboard.ts';

export type { WorkshopShell } from './workshop/shell.ts';

/** All services behind one window, whichever shell shows it. */
export type Workshop = {
  readonly handlers: Handlers;
  /** For the window's title, the taskbar, and the question before quitting. */
  activity(): Activity;
  onActivity(listener: () => void): () => void;
  /** For what the shell alone can notice. */
  warn(title: string, text: string): void;
  close(): Promise<void>;
};

/** The composition root: the only place where services are made and joined. */
export async function openWorkshop(shell: WorkshopShell): Promise<Workshop> {
  const services = openServices(shell);
  const { preferences, notices, activity, publisher, hangar, keeper, drafts, log } = services;
  activity.onEnded((ended) => notices.post(ended));
  tellAboutStore(shell, preferences.fromNewer, preferences.dropped, notices.post);
  reopenOnNewRules(preferences, hangar);
  const stopLooking = watchConnections({ ...services, clock: shell.clock });
  return {
    handlers: handlersOf(shell, services),
    activity: activity.now,
    onActivity: activity.onChange,
    warn: services.warn,
    async close() {
      stopLooking();
      await (await publisher.ifOpen()?.catch(() => null))?.close();
      await hangar.close();
      await keeper.close();
      // A page that goes hands over what was typed in its last moment.
      await drafts.settled();
      await log.flushed();
    },
  };
}

type Services = ReturnType<typeof openServices>;

/** Every service once, each with what it needs of the others. None does anything yet but read its settings. */
function openServices(shell: WorkshopShell) {
  const { paths, store, secrets, clock, emit } = shell;
  const now = (): number => clock.now();
  const log = shell.log ?? openErrorLog(paths.logs, now);
  const preferences = openPreferences(store);
  preferences.onChange((settings) => emit.settings.changed(settings));
  const notices = openNoticeBoard(now, (notice) => {
    emit.app.notice(notice);
    if (preferences.get().notifications) shell.notify(notice);
  });
  const warn = (title: string, text: string): void => notices.post({ level: 'warning', title, text });
  const drafts = openDrafts(join(paths.data, 'drafts'), ({ movedTo }) =>
    warn('A draft could not be read', `It was kept as ${movedTo}.`),
  );
  const book = new ConnectionBook(store, secrets);
  const keeper = openKeeper(shell, preferences, log);
  const tester = ({ id }: Line) => testLine(publisher, id);
  const switchboard = new Switchboard({ book, local: keeper, now, tester, emit: emit.connections });
  const published = openPublishedLists(join(paths.data, 'published'));
  const hangar = openHangar(shell, preferences, published);
  const cupboard = openArchiveCupboard(paths.cache, now);
  const activity = openActivityBoard();
  const folder = join(paths.data, 'publish');
  const shared = { preferences, drafts, switchboard, hangar, cupboard, published, activity };
  const publisher = lazyPublisher({ ...shared, folder, clock, emit: emit.publish, warn });
  const onFault = (where: string, cause: unknown): void => log.write(where, cause);
  return { ...shared, log, notices, warn, onFault, book, keeper, publisher };
}

function registryFolder({ paths }: WorkshopShell): string {
  return paths.registry ?? join(paths.data, 'registry');
}

function openKeeper(shell: WorkshopShell, preferences: Preferences, log: ErrorLog): LocalRegistryKeeper {
  return new LocalRegistryKeeper({
    folder: registryFolder(shell),
    port: () => preferences.get().registryPort,
    log,
    threaded: shell.threaded ?? true,
    onChange: (state) => shell.emit.registry.changed(state),
    onRequests: (requests) => shell.emit.registry.requested(requests),
  });
}

function openHangar(shell: WorkshopShell, preferences: Preferences, published: PublishedLists): Hangar {
  const hangar = new Hangar({
    store: shell.store,
    emit: shell.emit.addons,
    openDesk: (id, folder, onUpdate) =>
      openAddonDesk({
        id,
        folder,
        onUpdate,
        watch: shell.watch ?? true,
        extraIgnore: preferences.get().defaultIgnore,
        stateFile: join(shell.paths.data, 'entries', id),
        async countChanges(scan) {
          const last = hangar.summary(id)?.lastPublished;
          return last ? published.counts(id, last.version, scan) : null;
        },
      }),
  });
  return hangar;
}

function handlersOf(shell: WorkshopShell, services: Services): Handlers {
  const { preferences, log, notices, book, keeper, switchboard, published, hangar, publisher } = services;
  const { openers, emit, paths } = shell;
  const packages = lazy(async () => {
    const { createPackageServices } = await import('./publish/index.ts');
    return createPackageServices((await publisher.get()).clients);
  });
  return {
    addons: addonHandlers({ hangar, fixes: new FixDesk(join(paths.data, 'undo')), published, shell }),
    archive: archiveHandlers({
      ...services,
      level: () => preferences.get().compressionLevel,
      emit: emit.archive,
      openers,
    }),
    publish: publishHandlers(publisher, openers),
    packages: packageHandlers(packages, openers),
    registry: registryHandlers({ keeper, openers, folder: registryFolder(shell) }),
    connections: connectionHandlers({
      book,
      switchboard,
      log,
      onChanged: async (id) => (await publisher.ifOpen()?.catch(() => null))?.connectionChanged(id),
    }),
    settings: settingsHandlers(preferences),
    app: appHandlers({
      shell,
      log,
      notices,
      onInteractive: () => startWork(services),
      checks: [registryCheck(switchboard), watchCheck(hangar)],
    }),
  };
}

/** What was held back until the first screen stood: resuming interrupted work, and the registry most authors use. */
function startWork({ preferences, hangar, publisher, keeper, switchboard, cupboard, warn, onFault }: Services): void {
  hangar.openAll().catch((cause: unknown) => onFault('hangar', cause));
  publisher.get().catch((cause: unknown) => {
    onFault('publisher', cause);
    warn('The history could not be opened', cause instanceof Error ? cause.message : String(cause));
  });
  if (preferences.get().startRegistryAtLaunch) {
    keeper
      .start()
      .then(() => switchboard.announce())
      .catch((cause: unknown) => onFault('local registry', cause));
  }
  void cupboard.prune(preferences.get()).catch((cause: unknown) => onFault('cache', cause));
}

/** The author's own ignore rules count for every add-on at once. */
function reopenOnNewRules(preferences: Preferences, hangar: Hangar): void {
  let rules = preferences.get().defaultIgnore.join('\n');
  preferences.onChange(({ defaultIgnore }) => {
    if (defaultIgnore.join('\n') === rules) return;
    rules = defaultIgnore.join('\n');
    void hangar.reopen();
  });
}

async function testLine(publisher: Lazy<Publisher>, id: string): Promise<ConnectionTest> {
  const { testConnection } = await import('./publish/index.ts');
  const client = await (await publisher.get()).clients.for(id);
  if (client.ok) return testConnection(client.value);
  const abilities = { view: null, readAccount: null, upload: null, reprocess: null };
  return { reachable: false, registryName: null, author: null, abilities, warnings: [], error: client.error };
}

/** Settings that could not be read, kept or understood are said once, in words. */
function tellAboutStore(
  { opened }: WorkshopShell,
  fromNewer: boolean,
  dropped: readonly string[],
  post: (notice: Omit<Notice, 'id' | 'at'>) => void,
): void {
  if (opened?.setAside) {
    post({
      level: 'warning',
      title: 'Your settings could not be read',
      text: `They were kept as ${opened.setAside.movedTo}; Loadmaster started with its defaults.`,
    });
  }
  if (opened?.readOnly) {
    post({
      level: 'warning',
      title: 'Settings cannot be saved',
      text: `What you change lasts until Loadmaster ends: ${opened.readOnly}`,
    });
  }
  if (fromNewer) {
    post({
      level: 'info',
      title: 'A newer Loadmaster was here',
      text: 'Its settings are used as far as this one understands them, and are not written over.',
    });
  }
  if (dropped.length > 0) {
    post({
      level: 'info',
      title: 'Some settings have their default again',
      text: `They made no sense: ${dropped.join(', ')}.`,
    });
  }
}
