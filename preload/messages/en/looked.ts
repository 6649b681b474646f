import { words } from './words.ts';

/** What a test of a registry or of a destination has found. */
export const looked = {
  connection: {
    mayNotView:
      'The token may not view packages. Uploads work, but Loadmaster can never see what became of them: it cannot list packages, tell a lost upload from a received one, or say that a version is processed.',
    mayNotUpload: 'The token may not upload versions, so nothing can be published with it.',
    onlySome: (packages: readonly string[]) =>
      `The token may upload versions of single packages only; tried and found: ${packages.join(', ')}.`,
    uploadUnknown: 'Whether the token may upload versions could not be found out.',
    mayNotReadAccount: 'The token may not read the account, so Loadmaster cannot warn when its storage is too small.',
    noToken: 'There is no token for this registry: only its public packages can be read.',
    tokenRefused:
      'The registry does not accept this token: it is wrong, expired, revoked, or made for uploading to single packages and nothing else.',
    otherToken: 'Enter another token, best one that may also view packages.',
  },
  place: {
    empty: 'It is empty.',
    files: (count: number) => `${files(count)} there.`,
    emptyDepot: 'The folder is empty: the first release makes one.',
    noDepot: (count: number) => `${files(count)} there, but no depot yet: the first release makes one.`,
    depot: (name: string, version: string, count: number) =>
      `${name === '' ? 'A depot' : `The depot of ${name}`}, version ${version || 'unknown'}, ${files(count)}.`,
    addressFails: (url: string, reason: string) => `${url}: ${reason}`,
    addressSame: 'Its address answers with the same.',
    addressOther: (version: string) => `Its address answers with ${version || 'no depot'}.`,
    noSite: 'No registry is there yet: the first release makes one.',
    site: (name: string, packages: number) =>
      `Its address answers as "${name}", with ${packages === 1 ? '1 package' : `${words.number(packages)} packages`}.`,
    siteNotPublic: (url: string) => `A registry is there, but ${url} does not answer with it.`,
    zipFolder: (folder: string) => `${folder} is there.`,
    zipFolderToMake: (folder: string) => `${folder} will be made.`,
    githubWritable: (name: string) => `${name} may be written.`,
    githubNone: 'No release yet.',
    githubLatest: (version: string) => `The latest release is ${version}.`,
    noVersion: (packageId: string) => `${packageId} has no version there yet.`,
    version: (packageId: string, version: string) => `${packageId} ${version} is there.`,
  },
} as const;

function files(count: number): string {
  return count === 1 ? '1 file' : `${words.number(count)} files`;
}
