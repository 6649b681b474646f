import { plural } from '../../format/plural.ts';

export const checks = {
  severity: { error: 'Errors', warning: 'Warnings', note: 'Notes' },
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
  undone: 'Taken back.',
  couldNotUndo: 'The fix could not be taken back.',
  steps: { create: 'Create', edit: 'Edit', rename: 'Rename', delete: 'Delete' },
  renameTo: (path: string) => `to ${path}`,
  before: 'Before',
  after: 'After',
  more: (count: number) => plural(count, { one: '# more like this', other: '# more like this' }),
  filter: 'Filter findings',
  rerun: 'These run by themselves whenever a file changes.',
  couldNotLoad: 'The findings could not be read.',
  couldNotFix: 'The fix could not be done.',
  reveal: 'Show the file',
} as const;
