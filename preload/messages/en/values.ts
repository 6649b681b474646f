import { words } from './words.ts';

/** What is wrong with what somebody wrote into a file: the rest of a sentence that begins with the name of the field. */
export const values = {
  value: {
    at: (field: string, fault: string) => `${field} ${fault}`,
    missing: 'is missing',
    type: (expected: string) => `is not of the type "${expected}"`,
    oneOf: (values: readonly string[]) => `is not ${values.length === 1 ? '' : 'one of '}${words.list(values)}`,
    tooSmall: (least: number, isNumber: boolean) => (isNumber ? `is less than ${least}` : `is shorter than ${least}`),
    tooBig: (most: number, isNumber: boolean) => (isNumber ? `is more than ${most}` : `is longer than ${most}`),
    other: 'is not written as it should be',
    innerPath: 'is not a path inside the add-on',
    packageId: 'is not a package id',
    packageName: 'is not a package name',
    pattern: 'has not exactly one {version} in it',
    depotTitle: 'cannot stand in a cfg',
  },
  /** Why loadmaster.json is not used; it follows a colon. */
  'project-file': {
    unreadable: (code: string) => `it cannot be read (${code})`,
    notObject: 'it is not a JSON object',
    newer: (format: string) => `it has format ${format}, made by a later version of Loadmaster`,
    destination: (number: number, fault: string) => `destinations, entry ${number}: ${fault}`,
    nameTwice: (name: string) => `there is a "${name}" already`,
  },
  'version-place': {
    changelog: 'a change log is written by its author',
    notNumber: 'it is not a version number',
    nowhere: (pattern: string, file: string) => `The pattern ${pattern} of loadmaster.json is nowhere in ${file}.`,
    times: (pattern: string, count: number, file: string) =>
      `The pattern ${pattern} of loadmaster.json is ${count} times in ${file}: make it longer.`,
    notAFile: (file: string) =>
      `${file} is named in "versions" of loadmaster.json and is not a file inside the folder.`,
    tooLarge: (file: string) =>
      `${file} is named in "versions" of loadmaster.json and is too large to be read for a version.`,
    unreadable: (file: string) => `${file} is named in "versions" of loadmaster.json and cannot be read.`,
  },
} as const;
