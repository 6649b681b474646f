/** What every command may say: wrong calls, sizes, counts, severities. */
export const frame = {
  usage: (line: string) => `usage: ${line}`,
  calls: 'loadmaster COMMAND ...',
  forExample: 'For example:',
  moreHelp:
    'loadmaster COMMAND --help says more about one of them; loadmaster --version says which Loadmaster this is.',
  readOn: (page: string) => `More: ${page}`,
  helpLists: '`loadmaster help` lists them.',
  noCommand: (name: string) => `There is no command "${name}".`,
  noOption: (typed: string) => `There is no option ${typed}.`,
  noLanguage: (wanted: string, names: string) => `There is no language "${wanted}": ${names}.`,
  needsValue: (option: string) => `${option} needs a value.`,
  takesNoValue: (option: string) => `${option} takes no value.`,
  callIncomplete: 'Something is missing in this call.',
  callTooLong: (words: string) => `Too much in this call: ${words}`,
  notPackageId: (text: string) => `${text} is not a package id. It looks like author.package.`,
  notVersion: (text: string) => `${text} is not a version number such as 1.4.0 or 1.4.0b2.`,
  notWrittenVersion: (text: string) => `${text} is not a version such as 1.4.0 or 1.4.0-beta.2.`,
  oneOf: (option: string, names: string) => `${option} is one of ${names}.`,
  optionMissing: (option: string) => `${option} is missing.`,
  notBoth: (one: string, other: string) => `${one} or ${other}, not both.`,
  didYouMean: (names: readonly string[]) => `Did you mean ${names.join(' or ')}?`,
  cancelled: 'Cancelled.',
  andMore: (count: number) => `and ${count} more`,
  decimal: '.',
  of: (done: string, total: string) => `${done} of ${total}`,
  left: (time: string) => `${time} left`,
} as const;

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export const count = {
  files: (count: number) => plural(count, 'file'),
  errors: (count: number) => plural(count, 'error'),
  warnings: (count: number) => plural(count, 'warning'),
  notes: (count: number) => plural(count, 'note'),
  packages: (count: number) => plural(count, 'package'),
  versions: (count: number) => plural(count, 'version'),
  attempts: (count: number) => plural(count, 'attempt'),
  downloads: (count: number) => plural(count, 'download'),
  fixes: (count: number) => (count === 1 ? '1 fix' : `${count} fixes`),
} as const;

export const severity = { error: 'error', warning: 'warning', note: 'note' } as const;

/** What long work is at. */
export const progress = { packing: 'packing', finishing: 'finishing', sending: 'sending' } as const;
