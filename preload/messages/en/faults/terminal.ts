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
    there: (out: string) => `${out} is already there.`,
    thereHint: 'Nothing was written. Name a new folder.',
    different: (files: string, path: string) => `${files} are different files for one place, ${path}.`,
    differentHint: 'Nothing was written. Build them from the same sources, or leave one out.',
    names: (names: string) => `The plugins have different names (${names}), and X-Plane wants one.`,
    namesHint: 'Nothing was written. Say one with --name.',
    noPlugin: 'There is no .xpl in these builds.',
    noPluginHint: 'Nothing was written. Name the folders or zips that your builds make.',
    notOnly: (file: string) => `${file} is not the only plugin there.`,
    notOnlyHint: 'Nothing was written. Name the folder of the plugin itself.',
    outside: (file: string) => `${file} is outside the folder of the plugin beside it.`,
    outsideHint: 'Nothing was written. Name the folder of the plugin itself.',
    noProgram: (file: string) => `${file} is not a program file, whatever its name says.`,
    noProgramHint: 'Nothing was written. Look whether the build was cut off, or put a placeholder there.',
    processor: (file: string, cpus: string) => `${file} is for a processor that X-Plane does not run on (${cpus}).`,
    processorHint: 'Nothing was written. Build it for x86_64; for macOS for arm64 too.',
    otherSystem: (file: string, said: string, system: string) =>
      `${file} is called ${said} and is a program for ${system}.`,
    otherSystemHint: 'Nothing was written. Look whether two builds were mixed up.',
    empty: 'There is nothing to gather.',
    notThere: (artifact: string) => `${artifact} is not there, or is no folder, zip or .xpl.`,
    notThereHint: 'Nothing was written. Did that build fail, or is its artifact called something else?',
    twice: (zip: string) => `${zip} has two entries for one place.`,
    twiceHint: 'Nothing was written. Pack it again.',
    packed: (zip: string, reason: string) => `${zip} cannot be unpacked: ${reason}`,
    packedHint: 'Nothing was written. Pack it again.',
    link: (file: string) => `${file} is a link or no file; only files can be gathered.`,
    linkHint: 'Nothing was written. Put the file itself there.',
    tooLarge: (name: string, most: string) => `${name} has more than ${most}.`,
    tooLargeHint: 'Nothing was written. Name the folder of the plugin alone.',
  },
  job_token: {
    notOffered: (host: string) => `${host} gives no tokens to jobs of CI.`,
    notOfferedHint: 'Give the job a token as a secret (LOADMASTER_TOKEN).',
    otherAudience: (host: string, audience: string) =>
      `${host} asks for a proof that is for ${audience}. None was made: it could be used there.`,
    madeForOther: (host: string, audience: string) =>
      `What the CI signed in LOADMASTER_ID_TOKEN is for ${audience === '' ? 'nobody in particular' : audience}, not for ${host}, so it was not sent there.`,
    madeForOtherHint: 'Name the address of the registry as `aud` of that token under `id_tokens`.',
    otherAudienceHint: 'Connect to the registry by the address that it calls its own.',
    notSigned: (host: string) => `${host} did not sign who this job is.`,
    notSignedHint: 'The job needs `permissions: id-token: write`; jobs of pull requests from forks never have it.',
    refused: (host: string, packageId: string, said: string) =>
      `${host} gives this job no token for ${packageId}: ${said}`,
    refusedHint: 'Name its repository and workflow as a publisher of the package on the page of the registry (/me).',
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
    left: (file: string, reason: string) => `${file} was left as it is: ${reason}`,
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
