import { plural } from '../../format/plural.ts';

export const settings = {
  title: 'Settings',
  notRead: 'The settings could not be read.',
  saved: 'Changes are kept at once.',
  couldNotSave: 'The setting could not be kept.',
  look: {
    title: 'Look',
    theme: 'Theme',
    themes: { system: 'Follow the system', light: 'Light', dark: 'Dark' },
  },
  notify: {
    title: 'Notifications',
    label: 'Tell me when work ends while the window is not in sight',
  },
  packing: {
    title: 'Packing',
    ignore: 'Ignored in every add-on',
    ignoreHint: 'One pattern on each line, as in a .gitignore. An add-on can have its own beside these.',
    level: 'Compression',
    levels: { '1': 'Fast', '6': 'Small' },
    cache: 'Keep archives up to',
    cacheUnit: 'GB',
    cacheHint:
      'Speeds up the next build. The oldest go first; what a release still needs is never removed, not even at 0.',
    cacheAge: 'and for',
    cacheAgeUnit: 'days',
    use: (size: string, archives: string) => `${archives} kept, ${size}.`,
    archives: (count: number) => plural(count, { one: '# archive', other: '# archives' }),
    clear: 'Clear the cache',
    cleared: (size: string) => `${size} freed. The next build compresses everything anew.`,
    notNumber: 'This is not a number that works here.',
  },
  registry: {
    title: 'Local registry',
    start: 'Start it with Loadmaster',
    port: 'Port',
    portHint: '0 takes any free port. Takes effect when the registry is started.',
    check: 'Look whether registries answer, every so many minutes',
    checkHint: '0 only looks when asked.',
  },
  history: {
    title: 'History',
    limit: 'Releases kept in Activity',
  },
  diagnostics: {
    title: 'Diagnostics',
    copy: 'Copy the report',
    copyHint: 'Holds no tokens and no private keys.',
    refresh: 'Check again',
    errors: 'Last errors',
    noErrors: 'None.',
    couldNot: 'The diagnostics could not be made.',
    ok: 'works',
    bad: 'does not work',
  },
} as const;
