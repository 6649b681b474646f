import { plural } from '../../plural.ts';

export const checks = {
  severity: { error: 'Errors', warning: 'Warnings', note: 'Notes' },
  severityOfOne: { error: 'Error', warning: 'Warning', note: 'Note' },
  severityHint: {
    error: 'The registry would refuse this, or users could not install it. These block publishing.',
    warning: 'Allowed, but probably not what you want.',
    note: 'Good to know.',
  },
  clean: 'Nothing to fix',
  cleanText: 'Everything the registry would refuse and that can be known beforehand has been looked at.',
  live: (errors: number, warnings: number, notes: number) =>
    [
      plural(errors, { one: '# error', other: '# errors' }),
      plural(warnings, { one: '# warning', other: '# warnings' }),
      plural(notes, { one: '# note', other: '# notes' }),
    ].join(', '),
  why: 'Why it matters',
  fix: 'Fix',
  fixing: (title: string) => `Fix: ${title}`,
  fixApply: 'Do it',
  fixDone: (title: string) => `Done: ${title}`,
  fixStop: 'Stop',
  fixedOf: (done: number, all: number) => `${done} of ${all} done`,
  fixAll: (count: number, label: string) => `Fix all ${count}: ${label}`,
  fixedMany: (count: number, label: string) =>
    `${plural(count, { one: 'Done once', other: 'Done # times' })}: ${label}`,
  alike: (before: string, after: string) =>
    `The two names look alike and are not: ${before === '' ? 'nothing' : before} becomes ${after === '' ? 'nothing' : after}.`,
  undone: 'Taken back.',
  couldNotUndo: 'The fix could not be taken back.',
  steps: { create: 'Create', edit: 'Edit', rename: 'Rename', delete: 'Delete' },
  renameTo: (path: string) => `to ${path}`,
  before: 'Before',
  after: 'After',
  more: (count: number) => plural(count, { one: '# more like this', other: '# more like this' }),
  filter: 'Filter findings',
  noMatch: (query: string) => `No finding holds “${query}”.`,
  rerun: 'These run by themselves whenever a file changes.',
  couldNotLoad: 'The findings could not be read.',
  couldNotFix: 'The fix could not be done.',
  reveal: 'Show the file',
  tryInstall: 'Try the install',
  tryHint: 'Installs the add-on into an X-Plane folder that is thrown away, and shows what users will get.',
  trying: 'Installing into an X-Plane folder that is thrown away…',
  tried: 'What users will get',
  tryCancelled: 'The try was cancelled. Nothing of it is left on the disk.',
  tryEnded: (errors: number, warnings: number) =>
    errors + warnings === 0
      ? 'Tried to the end: nothing is wrong with what users will get.'
      : `Tried to the end: ${plural(errors, { one: '# error', other: '# errors' })}, ${plural(warnings, { one: '# warning', other: '# warnings' })}.`,
  couldNotTry: 'The install could not be tried.',
  tryAgain: 'Try again',
  triedSteps: {
    dependencies: 'What else is needed',
    install: 'Install',
    upgrade: 'Upgrade',
    uninstall: 'Uninstall',
    'by-hand': 'Unzipped by hand',
    skunkcrafts: 'By SkunkCrafts Updater',
  },
  xplaneFinds: (kind: string, path: string) => `X-Plane finds: ${kind} in ${path}`,
  triedFiles: (count: number) => plural(count, { one: '# file', other: '# files' }),
  triedMore: (count: number) => plural(count, { one: 'and # more', other: 'and # more' }),
} as const;
