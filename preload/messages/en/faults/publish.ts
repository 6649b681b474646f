import { differingFields } from '../differing-fields.ts';

/** Errors of registries, releases and their history. A section is a code; `xHint` says what to do about `x`. */
export const publishFaults = {
  already_under_way: {
    text: (packageId: string, version: string) => `${packageId} ${version} is already on its way to this registry.`,
    textHint: 'Wait for its end, or cancel it first.',
  },
  archive_changed: {
    text: 'The archive is not the one that was checked: its bytes have changed since.',
    textHint: 'Nothing of it was accepted. Retry builds it again.',
  },
  archive_gone: {
    text: 'The archive that was built for this version is gone.',
    textHint: 'Nothing of it was accepted. Retry builds it again.',
  },
  archive_unreadable: {
    text: 'The archive cannot be read.',
    textHint: 'Nothing of it was accepted. Retry builds it again.',
  },
  bad_notes: {
    long: (what: string, count: number, most: number) => `${what} has ${count} characters; notes have at most ${most}.`,
    large: (name: string, amount: string) => `${name} has ${amount}; of a text with notes at most 1 MB is read.`,
    noText: (name: string) => `${name} is not a text.`,
    utf16: (name: string) => `${name} is in UTF-16, which updaters and GitHub do not show: save it as UTF-8.`,
    word: (name: string, most: number) => `${name} has a word of more than ${most} characters.`,
    indent: (name: string, most: number) => `${name} has a line that begins with more than ${most} spaces.`,
    nested: (name: string) => `${name} has lists or quotes nested more than 40 deep.`,
  },
  bad_token: {
    text: 'The token of this registry is not one: it has characters that no token has, or is far too long.',
    textHint: 'Copy it from the registry again, without what stands around it.',
  },
  bad_url: {
    notWeb: 'This is not a web address. It should look like https://registry.example.org.',
    login: 'Leave user name and password out of the address; the token has its own field.',
    query: 'The address may not have a ? or # part.',
  },
  build_failed: {
    because: (reason: string) => `The archive could not be built: ${reason}.`,
    becauseHint: 'Check the add-on, then retry.',
  },
  cannot_view: {
    before:
      'This token may not view packages (or is no longer valid), so Loadmaster cannot see which versions there are, nor confirm what becomes of an upload.',
    beforeHint: 'Use a token with the permission ViewPackages to have it confirmed.',
    received: (version: string) =>
      `The registry has received ${version}, but this token may not view packages (or is no longer valid), so Loadmaster cannot see how it ends.`,
    receivedHint: 'Give the connection a token with the permission ViewPackages, then press Go on.',
    unknown: (version: string) =>
      `Whether the registry has received ${version} is not known, and this token may not view packages (or is no longer valid), so Loadmaster cannot see it.`,
    unknownHint: 'Give the connection a token with the permission ViewPackages, then press Go on.',
  },
  change_refused: {
    text: 'The registry did not make this change. It accepts the token, but not for changing this.',
    textHint: 'Use a token with the permission to change version data, and check that the package is yours.',
  },
  connection_not_ready: {
    because: (reason: string) => `This registry cannot be used right now: ${reason}`,
  },
  draft_changed: {
    elsewhere: 'This form was changed in another tab meanwhile.',
    elsewhereHint: 'Nothing was overwritten. Choose one of the two.',
  },
  gave_up: {
    text: 'The registry could not be reached after several tries.',
    textHint: 'Nothing was received. Retry when the connection works again.',
    because: (reason: string) => `The registry could not be reached after several tries: ${reason}`,
    becauseHint: 'Nothing was received. Retry when the connection works again.',
  },
  hash_differs: {
    text: 'The downloaded file is not the one the registry announced, so it was thrown away.',
    textHint: 'Try again; if it happens again, the registry’s copy is damaged.',
  },
  history_unavailable: {
    because: (reason: string) => `${reason}`,
  },
  insecure_url: {
    text: 'Use an https address: over http your token could be read on the way. Only this machine may be reached by http.',
  },
  invalid_form: {
    text: 'The release form is not complete.',
  },
  journal_entries_unreadable: {
    text: (unreadable: number) => `${unreadable} entries of the history could not be read. They were left as they are.`,
  },
  journal_failed: {
    because: (reason: string) => `Loadmaster could not note what it was about to do, and did not do it: ${reason}.`,
    becauseHint: 'Check that the data folder can be written, then retry.',
  },
  journal_in_use: {
    text: 'Another Loadmaster is publishing with this data folder.',
  },
  journal_newer: {
    text: 'The history was written by a newer Loadmaster. Update Loadmaster to use it.',
  },
  journal_set_aside: {
    anew: (_folder: string) => 'The history file was damaged. Nothing of it could be read, so it was begun anew.',
    anewHint: (folder: string) =>
      `The damaged files and every archive were kept in ${folder}. What was under way is asked for at the registry; look at your packages there before you retry anything else.`,
    salvaged: (submissions: string, _folder: string) =>
      `The history file was damaged. ${submissions} could be read of it; what else it held is not known.`,
    salvagedHint: (_submissions: string, folder: string) =>
      `The damaged files and every archive were kept in ${folder}. What was under way is asked for at the registry; look at your packages there before you retry anything else.`,
  },
  journal_unreadable: {
    log: 'The log of the history file is damaged.',
    text: 'The history file is damaged.',
  },
  local_connection: {
    settings: 'The local registry has its own settings, under Registry.',
    stays: 'The local registry cannot be removed.',
  },
  needs_new_version: {
    ready: (sentence: string, _version: string) => `${sentence}`,
    readyHint: (_sentence: string, version: string) => `The release form is ready with version ${version}.`,
    choose: (sentence: string) => `${sentence}`,
    chooseHint: 'Choose a version number in the release form.',
  },
  net_aborted: {
    text: 'The request was cancelled.',
  },
  net_bad_answer: {
    text: (host: string) => `${host} answered with something that is not HTTP or not the API.`,
    textHint: 'Check the address of the registry.',
  },
  net_connect_timeout: {
    text: (host: string) => `${host} did not take the connection in time.`,
    textHint: 'Check the network connection.',
  },
  net_dns: {
    text: (host: string) => `The name ${host} is not known to this network.`,
    textHint: 'Check the address of the registry and the connection.',
  },
  net_early_answer: {
    text: (host: string) => `${host} answered before it had the whole archive.`,
    textHint: 'Loadmaster asks the registry what it has.',
  },
  net_offline: {
    text: (host: string) => `There is no way to ${host} from here.`,
    textHint: 'Check the network connection.',
  },
  net_other: {
    text: (host: string, detail: string) => `The request to ${host} failed: ${detail}.`,
    textHint: 'Try again in a moment.',
  },
  net_refused: {
    text: (host: string) => `Nothing answers at ${host}.`,
    textHint: 'Check that the registry is running and its address is right.',
  },
  net_reset: {
    text: (host: string) => `The connection to ${host} broke off.`,
    textHint: 'Loadmaster asks the registry what it has received.',
  },
  net_timeout: {
    text: (host: string) => `${host} stopped answering.`,
    textHint: 'Loadmaster asks the registry what it has received.',
  },
  net_tls: {
    text: (host: string, detail: string) => `${host} could not be trusted: ${detail}.`,
    textHint: 'Check the date of this computer and the address of the registry.',
  },
  no_git: {
    repository: (folder: string) => `${folder} is in no git repository with a commit.`,
    program: 'There is no git on this machine, so no notes can be made of commits.',
  },
  no_package: {
    cli: (packageId: string) => `${packageId} is not one of your packages there.`,
    cliHint: 'Create it with `loadmaster packages --create`.',
    text: (packageId: string) => `There is no package ${packageId} of yours on this registry.`,
    textHint: 'Create the package first, or check the id and the account.',
  },
  no_package_file: {
    notProcessed: 'This version is not processed, so there is no package file of it.',
    notSaid: 'The registry did not say where the package file of this version is.',
    notKept: 'The registry does not keep versions of this access; the link in its mail is the only way to the file.',
  },
  no_storage_left: {
    text: 'The storage of your account on this registry is too small for this version.',
    textHint: 'Make the add-on smaller or get more storage. The version number is still free: nothing was sent.',
    by: (missing: string) =>
      `The storage of your account on this registry is too small for this version, by ${missing} MiB.`,
    byHint: 'Make the add-on smaller or get more storage. The version number is still free: nothing was sent.',
  },
  no_submission: {
    text: 'This submission is not in the history any more.',
  },
  no_token: {
    registry: 'There is no token for this registry.',
    registryHint: 'Enter a token that may upload versions.',
  },
  not_a_registry: {
    text: 'Something answers at this address, but it is not an X-Pkg registry.',
    textHint: 'Check the address, and the path in it.',
  },
  not_all_retried: {
    text: 'The registry did not take up every file.',
  },
  not_saved: {
    because: (reason: string) => `The file could not be saved: ${reason}`,
    becauseHint: 'Choose another folder, or free some space.',
  },
  nothing_to_retry: {
    because: (sentence: string) => `${sentence}`,
  },
  own_token: {
    text: 'Another window of Loadmaster runs this registry and uses this token. Revoke it there, where a new one can take its place.',
  },
  port_taken: {
    text: 'Another program uses the port of the local registry.',
    textHint: 'Choose another port in Settings, or 0 to take any free one.',
  },
  registry_failed: {
    because: (message: string) => `The local registry could not start: ${message}`,
  },
  registry_silent: {
    text: 'The local registry does not answer.',
  },
  registry_stopped: {
    text: 'The local registry is stopped.',
    textHint: 'Start it under Registry, Local registry.',
  },
  role_refused: {
    token: 'This token may not see or change who has a role at a package.',
    tokenHint: 'People decide that, not single purposes: the registry asks for an Admin token.',
    owners: 'Only owners of the package give and take roles.',
    ownersHint: 'Ask one of them; your own role you can give up yourself.',
    nobody: (who: string) => `There is nobody named “${who}” on this registry.`,
    nobodyHint: 'Ask for the name as it stands in their account there.',
    author: (who: string) => `“${who}” has no role that could be changed here.`,
    authorHint: 'The package is its author’s, who has all rights already; a team’s member has the role by the team.',
  },
  still_under_way: {
    text: 'It is still under way. Cancel it first.',
  },
  unsafe_location: {
    text: 'The registry gave an address for this file that is not safe to use.',
  },
  version_differs: {
    text: (fields: readonly string[]) =>
      `The registry holds this version, but not as it was sent: ${differingFields(fields)} differ.`,
    textHint: 'A stored version cannot be changed in this. Publish under a new version number.',
  },
  version_exists: {
    tag: (tag: string, commit: string) => `The tag ${tag} is there already, at another commit (${commit}).`,
    tagHint: 'Release that commit, or take the tag away, or use another version.',
    elsewhere: 'The registry has this version, but nothing shows that it is the archive sent from here.',
    elsewhereHint: 'It was uploaded before, or from another machine. Publish under the next version number.',
    depot: (name: string, version: string) => `${name} already has a version ${version}, with other files.`,
    depotHint: 'Release it under another version number.',
    notSaid: (packageId: string, version: string) =>
      `The registry already has ${packageId} ${version}, and does not say what is in it.`,
    notSaidHint: 'Release it under another version number.',
    notCompared: (packageId: string, version: string) =>
      `The registry already has ${packageId} ${version}, and its files cannot be compared.`,
    notComparedHint: 'Release it under another version number.',
    otherFiles: (packageId: string, version: string, paths: string) =>
      `The registry already has ${packageId} ${version} with other files: ${paths}.`,
    otherFilesHint: 'Release it under another version number.',
    github: (tag: string, name: string) => `The release ${tag} is there with another ${name}.`,
    githubHint: 'Release it under another version number.',
    githubFixed: (tag: string) =>
      `The release ${tag} is published without all its files, and cannot be changed any more.`,
    githubFixedHint: 'Release it under another version number.',
    used: (version: string, sentence: string) => `Version ${version} is already used on this registry. ${sentence}`,
    usedHint: 'Choose the next number.',
    toRetry: (version: string, sentence: string) => `Version ${version} is already used on this registry. ${sentence}`,
    toRetryHint: 'Retry that version, or choose the next number.',
  },
  version_vanished: {
    text: 'The registry had said that it received this version, but it does not have it.',
    textHint: 'Retry asks once more, and sends the archive again if it is still not there.',
  },
} as const;
