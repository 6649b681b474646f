import type { Settings } from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import type { FakeHandlers } from './bridge.ts';
import { type Scenario, yes } from './scenario.ts';

const SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  notifications: true,
  hangar: { layout: 'cards', sort: 'newest', group: 'none' },
  railOpen: false,
  defaultIgnore: ['*.bak', '*.psd'],
  compressionLevel: 6,
  cacheLimitBytes: 20_000_000_000,
  cacheMaxAgeDays: 90,
  author: '',
  startRegistryAtLaunch: true,
  registryPort: 0,
  historyLimit: 500,
  checkConnectionsEveryMinutes: 10,
};

/** The app itself: its settings and what it says of the computer. */
export function frameHandlers(scenario: Scenario, now: number): Pick<FakeHandlers, 'settings' | 'app'> {
  let settings = {
    ...SETTINGS,
    theme: scenario.theme ?? SETTINGS.theme,
    language: scenario.language ?? SETTINGS.language,
  };
  return {
    settings: {
      get: () => yes(settings),
      update: (change) => {
        settings = { ...settings, ...(JSON.parse(JSON.stringify(change)) as Partial<Settings>) };
        return yes(settings);
      },
    },
    app: {
      info: () =>
        yes({
          version: '0.1.0',
          shell: 'browser',
          platform: 'linux',
          homeFolder: '/home/author',
          canPickFolders: false,
          canReveal: false,
          secretsKept: 'private-file',
        }),
      interactive: () => yes(null),
      pageFault: () => yes(null),
      notices: () => yes([]),
      dismissNotice: () => yes(null),
      listFolders: ({ folder }) =>
        yes({
          folder: folder ?? '/home/author',
          parent: folder ? '/home/author' : null,
          folders: ['addons', 'Desktop', 'Downloads', 'X-Plane 12'],
        }),
      diagnostics: () =>
        yes({
          facts: [
            { name: 'Loadmaster', value: '0.1.0' },
            { name: 'Data folder', value: '/home/author/.local/share/Loadmaster' },
          ],
          checks: [
            {
              name: 'Local registry',
              ok: true,
              text: 'It answers.',
              said: {
                name: message('self-check.localRegistry'),
                text: message('self-check.answersAt', 'http://127.0.0.1:4100'),
              },
            },
            {
              name: 'Watching folders',
              ok: false,
              text: 'Changes are not followed.',
              said: { name: message('self-check.watching'), text: message('watch.notFollowed') },
            },
          ],
          recentErrors: [{ at: now, text: 'ENOSPC: watch limit' }],
        }),
      report: () => yes({ text: 'Loadmaster 0.1.0' }),
    },
  };
}
