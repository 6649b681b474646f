import { plural } from '../../plural.ts';

export const addon = {
  tabs: { contents: 'Contents', checks: 'Checks', release: 'Release', versions: 'Versions' },
  tabList: 'Parts of the add-on',
  check: 'Check',
  build: 'Build',
  publish: (version: string) => (version === '' ? 'Publish' : `Publish ${version}`),
  checked: 'The folder was read again.',
  watch: {
    starting: 'reading the folder',
    watching: 'follows your changes',
    off: 'does not follow your changes',
    missing: 'folder gone',
    changed: (count: number) => plural(count, { one: '# changed', other: '# changed' }),
    away: (added: number, changed: number, removed: number) =>
      `While the app was closed: ${added} added, ${changed} changed, ${removed} removed.`,
    offHint: (reason: string) => `${reason} Use Check after you changed something.`,
  },
  gone: 'This add-on is not in the Hangar any more.',
  goneHint: 'It may have been removed from the Hangar.',
  backToHangar: 'Back to the Hangar',
  missing: {
    title: 'The folder is gone',
    text: (folder: string) =>
      `There is nothing at ${folder}. Your draft and your history are kept. Show where the folder is now, or put it back and it goes on by itself.`,
    off: 'This needs the folder, which is gone.',
    known: 'What is in the folder is known again when it is found.',
  },
  built: (size: string, files: string, duration: string) => `Built ${size} from ${files} in ${duration}.`,
  builtReused: (share: string) => `${share} reused from the last build.`,
  buildRunning: 'Building',
  buildCancelled: 'The build was cancelled. The last archive is untouched.',
  buildFailed: 'The build failed.',
  saveCopy: 'Save a copy',
  saved: (path: string) => `Saved to ${path}.`,
  buildAgain: 'Build from nothing',
  evidence: 'Why Loadmaster thinks so',
  guide: {
    title: 'Your first release',
    steps: {
      folder: 'The folder is read and checked',
      package: 'The package exists on the local registry',
      form: 'The release form is filled in',
      publish: 'Published and processed',
    },
    hint: {
      folder: 'Loadmaster reads the sample folder. Have a look at Contents and Checks.',
      package: 'The id of the package has to exist on the registry before a version can be published.',
      form: 'Everything is filled in from what was found. Press Publish.',
      publish: 'The registry on this computer is processing it.',
      done: 'That was all. Add your own folder next, or make the registry fail on purpose under Registry, Rehearsal.',
    },
    sampleDescription: 'A sample made by Loadmaster, to try a first release with.',
    noPackage: 'The package for the sample could not be created.',
    close: 'Close the guide',
    next: 'Add your own folder',
  },
} as const;
