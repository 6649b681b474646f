import { plural } from '../../format/plural.ts';

export const frame = {
  screens: {
    hangar: 'Hangar',
    activity: 'Activity',
    registry: 'Registry',
    tools: 'Tools',
    settings: 'Settings',
    addon: 'Add-on',
  },
  mainNavigation: 'Screens',
  skipToContent: 'Skip to the content',
  badge: (running: number, failed: number) =>
    [
      running > 0 ? plural(running, { one: '# running', other: '# running' }) : '',
      failed > 0 ? plural(failed, { one: '# failed', other: '# failed' }) : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  windowTitle: (screen: string, percent: string | null) =>
    percent === null ? `${screen} · Loadmaster` : `${percent} · ${screen} · Loadmaster`,
  link: {
    title: 'Loadmaster is not answering.',
    lost: 'It was closed, or it ended. What you typed is kept in this page, and what was on its way is in the journal. Start Loadmaster again on the same port: this page finds it by itself.',
    silent:
      'It runs, but it does not react. What you typed is kept in this page. Wait a moment, or end it and start it again.',
  },
  connection: {
    label: 'Connected registry',
    switchTo: (name: string) => `Switch to ${name}`,
    manage: 'Manage connections',
    none: 'No registry',
    reach: {
      unknown: 'not asked yet',
      checking: 'asking',
      reachable: 'reachable',
      unreachable: 'not reachable',
    },
    switched: (name: string) => `Now publishing to ${name}.`,
  },
  palette: {
    open: 'Command palette',
    title: 'What do you want to do?',
    placeholder: 'Type a command, an add-on or a screen',
    nothing: 'Nothing is called that.',
    results: (count: number) => plural(count, { one: '# command', other: '# commands' }),
    groups: { go: 'Go to', do: 'Do', addon: 'Add-ons', connection: 'Registries', rehearse: 'Rehearse', theme: 'Theme' },
    goTo: (screen: string) => `Go to ${screen}`,
    openTab: (name: string, tab: string) => `${name}: ${tab}`,
    check: (name: string) => `Check ${name}`,
    build: (name: string) => `Build ${name}`,
    publish: (name: string) => `Publish ${name}`,
    addFolder: 'Add an add-on folder',
    trySample: (kind: string) => `Try it with a sample: ${kind}`,
    retryAll: 'Retry all failed',
    startRegistry: 'Start the local registry',
    stopRegistry: 'Stop the local registry',
    endRehearsal: 'End the rehearsal',
    theme: { system: 'Theme: follow the system', light: 'Theme: light', dark: 'Theme: dark' },
    copyReport: 'Copy the diagnostics report',
  },
  drop: {
    title: 'Drop the folder to add it to the Hangar',
    hint: 'aircraft, scenery, plugin, livery or script',
    notAFolder: 'That was not a folder.',
    notAFolderHint: 'Drop the folder that holds the add-on, not a file in it.',
    noPath: (name: string) => `A browser does not say where “${name}” is. Choose it here.`,
  },
  notices: { region: 'Notices' },
  picker: {
    title: 'Choose an add-on folder',
    up: 'One folder up',
    home: 'Home',
    here: 'Choose this folder',
    filter: 'Filter folders',
    empty: 'There are no folders in here.',
    noMatch: 'No folder in here is called that.',
    path: 'Folder',
    go: 'Go',
  },
  starting: 'Starting',
} as const;
