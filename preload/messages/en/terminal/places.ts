/** Commands about releases to many places. */
export const places = {
  release: {
    noNotes: 'Notes: none. `loadmaster notes --help` says where they are looked for.',
    notes: (from: string) => `Notes: ${from}.`,
    noTesters: (name: string) =>
      `${name} has no testers: a depot with a second channel has them, and a release on GitHub.`,
    noDestination: 'No destination',
    nothingSent: 'Nothing was packed or sent. --to NAMES releases to the others.',
    nothingChanged: 'Nothing was changed.',
    asTestersGotIt: (name: string, version: string) => `${name} ${version}, as testers got it.`,
    unknownDestination: (name: string) => `There is no destination "${name}".`,
    noVersion: '--version is missing, and the files do not say one version.',
    change: (files: string, size: string, deleted: number) => `${files}, ${size}; ${deleted} deleted`,
    nothingToDo: 'nothing to do',
    nothingThere: 'nothing there',
    isThere: (version: string) => `${version} is there`,
    nothingLeft: 'Nothing is left to do.',
    phases: {
      waiting: 'waiting',
      staging: 'sending',
      staged: 'sent, not yet visible',
      flipping: 'publishing',
      verifying: 'reading back',
      done: 'done',
      withdrawn: 'taken back',
      failed: 'failed',
      refused: 'refused',
    },
  },
  status: {
    release: (name: string, there: number, all: number) =>
      there === all
        ? `${name} is at ${all === 1 ? 'its one place' : `all ${all} places`}.`
        : `${name} is at ${there} of ${all} places.`,
    goOn: '`loadmaster retry --releases` brings a release to the places that do not have it.',
  },
  withdraw: {
    notYet: 'Nothing was done yet: --yes does it.',
    done: (version: string, name: string) => `${version} is taken back from ${name}.`,
    noDestination: (folder: string) => `--from has to name a destination of ${folder}.`,
    noVersion: '--version has to say which version is taken back.',
  },
  destinations: {
    none: 'No destinations yet.',
    notJson: (option: string) => `${option} takes a destination as JSON.`,
    testedByRelease: (name: string) => `"${name}" is tested by \`loadmaster release DIR --to ${name} --dry-run\`.`,
    reached: (name: string, found: string) => `${name}: reached. ${found}`,
    trustCall: (name: string, fingerprint: string) => `Then: --test ${name} --trust ${fingerprint}`,
  },
  depot: {
    noAction: (action: string) => `There is no \`depot ${action}\`. There is: check.`,
    checking: (files: number, listed: string, size: string) => `checking  ${files} of ${listed}, ${size}`,
    noVersion: 'no version',
    version: (version: string) => `version ${version}`,
    counts: (listed: string, fetched: number, size: string) => `${listed} listed, ${fetched} fetched, ${size}`,
  },
  site: {
    fetching: (packageId: string, version: string) => `Fetching ${packageId} ${version}`,
    leftOut: (name: string) => `${name} is left out: the registry keeps no file of it, so nobody could install it.`,
    holds: (folder: string, packages: string, versions: string, added: string, removed: number) =>
      `${folder} holds ${packages} with ${versions}; ${added} new, ${removed} removed.`,
    upToDate: (folder: string, packages: string, versions: string) =>
      `${folder} is up to date: ${packages} with ${versions}.`,
    signed: (fingerprint: string) => `Signed with the key ${fingerprint}.`,
  },
} as const;
