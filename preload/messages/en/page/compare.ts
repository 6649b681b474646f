import { plural } from '../../plural.ts';

export const compare = {
  open: 'Compare versions',
  title: (name: string) => `What changed in ${name}`,
  from: 'From',
  to: 'To',
  folder: 'the folder as it is now',
  loading: 'Comparing',
  couldNot: 'The versions could not be compared.',
  noVersions: 'There is no version to compare with yet. Once one is processed, what changes is shown here.',
  unknown: (versions: string) =>
    `Which files ${versions} had is not known here: Loadmaster keeps that of versions published from this computer. Choose others, or save the package file and unpack it beside the folder.`,
  same: 'No file differs.',
  counts: (changed: number, added: number, removed: number) =>
    [
      plural(changed, { one: '# file changed', other: '# files changed' }),
      plural(added, { one: '# added', other: '# added' }),
      plural(removed, { one: '# removed', other: '# removed' }),
    ].join(', '),
  change: { added: 'added', changed: 'changed', removed: 'removed' },
  sizes: (before: string, after: string) => `${before} → ${after}`,
  filter: 'Filter by path',
  more: (count: number) => plural(count, { one: 'Show # more', other: 'Show # more' }),
  lines: (path: string) => `Lines of ${path} that differ`,
  line: { added: 'added:', removed: 'removed:' },
  part: (before: string, after: string) => `line ${before}, now line ${after}`,
  sameLines: 'No line differs; only line ends do, or how the letters are written.',
  not_kept:
    'Only its size and hash are known of one side. Lines are kept of texts up to 256 KB, of the last 20 versions published from this computer.',
  too_different: 'The two texts are too different to be compared line by line.',
} as const;
