import { type Settings, settingsSchema } from '../../preload/contract.ts';
import type { KeyValueStore } from './key-value-store.ts';

/** Raised by one with each change of shape; `MIGRATIONS[n]` turns version n into n + 1. */
export const SETTINGS_VERSION = 1;

const MIGRATIONS: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>> = {};

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  notifications: true,
  hangar: { layout: 'cards', sort: 'newest', group: 'none' },
  railOpen: false,
  author: '',
  defaultIgnore: [],
  compressionLevel: 6,
  cacheLimitBytes: 20 * 1024 ** 3,
  cacheMaxAgeDays: 60,
  startRegistryAtLaunch: true,
  registryPort: 0,
  historyLimit: 500,
  checkConnectionsEveryMinutes: 5,
};

export interface Preferences {
  get(): Settings;
  update(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Settings;
  onChange(listener: (settings: Settings) => void): () => void;
  /** Set when a newer Loadmaster wrote them: they are read as far as understood and not written over. */
  readonly fromNewer: boolean;
  /** Names of settings whose kept value made no sense and that have their default again. */
  readonly dropped: readonly string[];
}

export function openPreferences(store: KeyValueStore): Preferences {
  const kept = store.get('settings');
  const version = store.get('settingsVersion');
  const fromNewer = typeof version === 'number' && version > SETTINGS_VERSION;
  const migrated = migrate(isRecord(kept) ? kept : {}, typeof version === 'number' ? version : SETTINGS_VERSION);
  const { settings, dropped } = readEach(migrated);
  const listeners = new Set<(settings: Settings) => void>();
  let current = settings;

  return {
    fromNewer,
    dropped,
    get: () => current,
    update(change) {
      const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      current = settingsSchema.parse({ ...current, ...known });
      if (!fromNewer) {
        // What an other version kept beside ours stays where it is.
        store.set('settings', { ...(isRecord(kept) ? kept : {}), ...current });
        store.set('settingsVersion', SETTINGS_VERSION);
      }
      for (const listener of listeners) listener(current);
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One bad value costs that value, not all of them. */
function readEach(kept: Record<string, unknown>): { settings: Settings; dropped: string[] } {
  const dropped: string[] = [];
  const good: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    if (!(name in kept)) continue;
    const checked = schema.safeParse(kept[name]);
    if (checked.success) good[name] = checked.data;
    else dropped.push(name);
  }
  return { settings: settingsSchema.parse({ ...DEFAULT_SETTINGS, ...good }), dropped };
}

function migrate(kept: Record<string, unknown>, from: number): Record<string, unknown> {
  let content = kept;
  for (let version = from; version < SETTINGS_VERSION; version += 1)
    content = MIGRATIONS[version]?.(content) ?? content;
  return content;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
