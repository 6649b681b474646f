/** Errors of places that a release goes to. A section is a code; `xHint` says what to do about `x`. */
const LOCKED_HINT =
  'Retry when it has ended. If it was stopped in the middle, take its lock over (in a terminal: --take-over): all that it left is put right.';

export const placeFaults = {
  bad_answer: {
    text: (where: string) => `The registry's list of packages has something unreadable at ${where}.`,
  },
  bad_destination: {
    text: (reason: string) => `loadmaster.json: ${reason}`,
  },
  bad_site_key: {
    variable: (variable: string) => `${variable} is not a private key as Loadmaster makes them (Ed25519, PEM).`,
    variableHint: "It takes the whole text of site-key.pem in Loadmaster's folder.",
    file: (path: string) => `The key in ${path} is damaged.`,
    fileHint:
      'Put a copy of it back. Without one, delete the file: a new key is made, and who reads the site has to accept it.',
  },
  blocked: {
    because: (reason: string) => `${reason}`,
    becauseHint: 'Checks lists everything that stands in the way.',
    ofVersion: (packageId: string, version: string, reason: string) =>
      `${packageId} ${version} was not published: ${reason}`,
    text: 'The checks found errors.',
  },
  damaged_index: {
    text: (file: string) => `${file} in this folder is not an index that Loadmaster wrote, or it is damaged.`,
    textHint: 'Export into an empty folder, or delete that file if the folder holds nothing else you need.',
  },
  depot_locked: {
    since: (name: string, since: number) =>
      `A release of another machine has locked ${name} since ${new Date(since).toLocaleString('en')}, and may be in the middle. Nothing was changed there.`,
    sinceHint: LOCKED_HINT,
    text: (name: string) =>
      `A release of another machine has locked ${name}, and may be in the middle. Nothing was changed there.`,
    textHint: LOCKED_HINT,
  },
  depot_unreachable: {
    because: (reason: string) => `${reason}`,
  },
  foreign_site_key: {
    text: (name: string, theirs: string, own: string) =>
      `The index of ${name} is signed with the key ${theirs}, not with yours (${own}). Nothing of it was taken over and nothing written: under your signature readers would believe it.`,
    textHint:
      'Sign with the key that signed it: LOADMASTER_SITE_KEY, or site-key.pem of the other machine. If none of you did, somebody else can write there. To begin anew with your key, delete registry.json there; readers then have to add the site again.',
  },
  no_beta_channel: {
    text: (version: string, name: string) => `${version} is a pre-release, and ${name} has no second channel for it.`,
    textHint: 'Give it one (`beta` in loadmaster.json), or release it elsewhere only.',
  },
  no_connection: {
    text: 'This registry is no longer set up here.',
    textHint: 'Choose another registry, or add this one again.',
    named: (registry: string) => `There is no connection "${registry}" on this machine.`,
  },
  not_by_itself: {
    large: 'This folder is large and has to be packed first.',
    largeHint: '“What would change?” packs it and looks.',
  },
  no_destinations: {
    off: 'No place is switched on.',
    offHint: 'Switch one on.',
    none: 'This add-on has no destinations yet.',
    noneHint: '`loadmaster destinations DIR --add ...` adds one.',
  },
  cannot_be_withdrawn: {
    registry: (version: string, name: string) =>
      `A registry keeps every version that it has processed: ${version} cannot be taken back from ${name}.`,
    registryHint: 'Publish a newer version that puts it right.',
    immutable: (tag: string, repository: string) =>
      `The release ${tag} of ${repository} is immutable: GitHub lets nobody change it.`,
    immutableHint: 'Delete it on GitHub (its tag cannot be used again), or publish a newer version.',
  },
  still_there: {
    github: (tag: string, repository: string) =>
      `GitHub took the request, but ${repository} still shows the release ${tag}.`,
    githubHint: 'Look at the release on GitHub, and take it back again in a moment.',
  },
  not_the_version_there: {
    text: (name: string, there: string, version: string) =>
      `${name} has ${there} now, not ${version}: there is nothing to take back.`,
    github: (tag: string, repository: string) => `${repository} has no release ${tag}.`,
  },
  not_released_here: {
    text: (version: string, name: string) => `This machine did not release ${version} to ${name}.`,
    textHint: 'Take it back where it was released.',
  },
  nothing_to_go_back_to: {
    text: (version: string, name: string) =>
      `The files of the version before ${version} at ${name} are not on this machine any more.`,
    textHint: 'Check out what was released before, and release it under a newer version number.',
    first: (version: string, name: string) =>
      `No version before ${version} was released to ${name} from this computer, so there is none to go back to.`,
    firstHint: 'Put right what is wrong and release it under a newer version number: users get that as an update.',
  },
  not_as_written: {
    file: (name: string, first: string) => `${name} does not hold what was written: ${first} differs.`,
    zip: (zip: string) => `${zip} is not what was written.`,
    site: (name: string, packageId: string, version: string) => `${name} does not list ${packageId} ${version}.`,
  },
  not_public: {
    text: (packageId: string, version: string) =>
      `The registry does not show ${packageId} ${version} to everybody, so it cannot be on the site.`,
    textHint: 'Only public, stored versions can: choose that access, or take this destination out of the release.',
  },
  not_published: {
    phase: (packageId: string, version: string, phase: string) =>
      `${packageId} ${version} was not published: ${phase}.`,
  },
  not_seen_yet: {
    depot: (url: string, version: string) => `Users at ${url} do not see ${version} yet.`,
    depotHint:
      'A cache may be on the way: retry later, nothing is sent again. If it stays, compare the address with the folder.',
    list: (url: string, name: string) => `At ${url}, ${name} is not the one that was written.`,
    listHint:
      'A cache may be on the way: retry later, nothing is sent again. If it stays, compare the address with the folder.',
    site: (url: string, packageId: string, version: string) =>
      `Users at ${url} do not see ${packageId} ${version} yet.`,
    siteHint:
      'A cache may be on the way: retry later, nothing is sent again. If it stays, compare the address with the folder.',
  },
  not_served: {
    depot: (path: string, url: string) => `${path} is not what was uploaded when it is fetched from ${url}.`,
    depotHint: '`loadmaster depot check` says more.',
    site: (path: string, url: string) => `${path} is not what was uploaded when it is fetched from ${url}.`,
    siteHint: 'Compare the address of the site with the place its files are written to.',
  },
  old_site: {
    text: (host: string, generated: string, seen: string) =>
      `${host} shows its registry as of ${generated}, but one of ${seen} was read here before: it serves an old copy, so newer versions are missing from it.`,
    textHint: 'A cache or a backup may do that: try again later. If it stays, ask its owner to export it again.',
  },
  site_key_changed: {
    text: (host: string, fingerprint: string) =>
      `${host} is signed with another key than before (now ${fingerprint}): it may not be from the same people any more.`,
    textHint: 'Ask its owner. If the key is right, remove this registry here and add it again.',
    unsigned: (host: string) =>
      `${host} answers without a signature, where it was signed with a key before: it may not be from the same people any more.`,
    unsignedHint: 'Ask its owner. If it has become a registry with a server, remove it here and add it again.',
  },
  source_changed: {
    bytes: (seen: number, expected: number) =>
      `The content has ${seen} bytes where ${expected} were promised: it changed while it was read.`,
    archive: 'The packed archive of this release is not there any more, or was changed.',
    archiveHint: 'Release again: it is packed anew.',
    zip: (path: string) => `${path} is not what was packed for this release any more.`,
    zipHint: 'Release again: it is packed anew.',
  },
  superseded: {
    text: (name: string, version: string) =>
      `${name} has a later release at the same places, so ${version} is not brought there any more.`,
    textHint: 'Retry the later one, or release this again under a new version.',
    there: (place: string, there: string, version: string) =>
      `${place} has ${there} by now, which is newer than ${version}. Nothing was changed there.`,
    thereHint: 'To bring users the older one all the same, release it anew.',
  },
  testers_differ: {
    text: (name: string, version: string) =>
      `Testers of ${name} have another ${version} than this one, so it cannot become the version of everybody.`,
    textHint: 'Bring this one to testers under a new version, or promote theirs on the machine that released it.',
  },
  testers_lack: {
    gone: 'There is nothing any more that testers have and everybody does not.',
    goneHint: 'A later release has overtaken it, or it was taken out of the history.',
    all: (name: string, version: string) => `Testers of ${name} do not have ${version} yet.`,
    allHint: 'Release it to them first; in a terminal: `release --beta`.',
    partly: (name: string, version: string) => `Testers of ${name} do not have the whole of ${version} yet.`,
    partlyHint: 'Retry what failed of that release first; in a terminal: `retry --releases`.',
  },
  unknown_destination: {
    text: (missing: string) => `There is no destination "${missing}" any more.`,
  },
  unknown_release: {
    text: 'This release is no longer in the history.',
  },
  unknown_server: {
    text: 'Test the destination again.',
  },
} as const;
