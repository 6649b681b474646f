/** Errors that only the terminal meets. A section is a code; `xHint` says what to do about `x`. */
export const terminalFaults = {
  archive_refused: {
    noFolder: (packageId: string, version: string) => `${packageId} ${version} has no folder ${packageId} in it.`,
    because: (reason: string) => `${reason}`,
  },
  check_errors: {
    text: 'Nothing was sent: the checks found errors.',
    textHint:
      '`loadmaster check DIR` says why each matters, `loadmaster check DIR --fix` what can be mended by itself. The version number is still free.',
  },
  folder_in_use: {
    into: (into: string) => `${into} is not empty; --into takes an empty folder.`,
    export: (name: string, foreign: string) =>
      `${name} already holds something else, such as ${foreign}; an export could overwrite it.`,
    exportHint: 'Name an empty folder, or a new one.',
    sample: (reason: string) => `${reason}`,
  },
  form: {
    text: 'The release form has faults.',
  },
  gather_refused: {
    nothingWritten: (reason: string) => `Nothing was written. ${reason}`,
  },
  no_version: {
    yours: (packageId: string, version: string) => `${packageId} ${version} is not one of your versions there.`,
  },
  no_version_place: {
    text: 'No file here says which version this is.',
    textHint: 'Name its place in "versions" of loadmaster.json.',
  },
  not_under_way: {
    text: (packageId: string, version: string) => `${packageId} ${version} is not under way from this terminal.`,
    textHint: '`loadmaster status` says what is.',
  },
  project_unusable: {
    because: (file: string, reason: string) => `${file} cannot be used: ${reason}.`,
  },
  usage: {
    because: (message: string) => `${message}`,
  },
  version_place: {
    text: (sentences: string) => `Nothing was changed. ${sentences}`,
  },
  workflow_exists: {
    text: (file: string) => `${file} is there already, perhaps with your own changes.`,
    textHint: '--print shows the new one; --force writes over it.',
  },
} as const;
