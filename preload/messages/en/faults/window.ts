/** Errors of a folder, an archive and the window. A section is a code; `xHint` says what to do about `x`. */
export const windowFaults = {
  bad_package_id: {
    text: 'The package id is not one.',
  },
  bad_version: {
    text: 'Say which version this is.',
    notOne: 'This is not a version.',
  },
  busy: {
    packing: 'This add-on is being packed already.',
    packingHint: 'Wait a moment, then try again.',
  },
  cancelled: {
    plan: 'The look at what would change was stopped.',
    check: 'The check was stopped.',
    try: 'The try was cancelled. Nothing of it is left on the disk.',
    packing: 'Packing was cancelled. Nothing was written.',
    workers: 'The workers were stopped.',
    text: 'Cancelled.',
    connections: 'The connections were given up.',
    signIn: 'The sign-in was cancelled. Nothing was changed.',
    goingBack: 'Taking the version back was stopped before it was done. Take it back again to go on.',
  },
  disk_error: {
    because: (path: string, reason: string) => `${path} could not be used: ${reason}`,
  },
  folder_held: {
    text: (name: string, folder: string) => `${folder} is the folder of "${name}" in the Hangar.`,
    textHint: 'Choose another folder, or take that add-on off the list first.',
  },
  disk_full: {
    writing: (path: string) => `The disk is full: "${path}" could not be written.`,
    text: 'The disk is full.',
    textHint: 'Make room, then try again; nothing was lost.',
    building: 'The disk is full: the archive could not be built.',
    buildingHint: 'Free some space, or move the cache folder, then retry.',
    noting: 'The disk is full, so Loadmaster could not note what it was about to do, and did not do it.',
    notingHint: 'Free some space, then retry.',
    worker: (reason: string) => `${reason}`,
  },
  file_changed: {
    packing: (path: string) => `"${path}" changed while it was packed. Pack again.`,
  },
  file_unreadable: {
    packing: (path: string, reason: string) => `"${path}" cannot be read: ${reason}`,
  },
  fix_failed: {
    because: (reason: string) => `Nothing was changed: ${reason}`,
    there: (path: string) => `${path} is already there.`,
    otherThanShown: (path: string) => `${path} is not as it was shown.`,
    otherThanRead: (path: string) => `${path} is not as it was read.`,
    notUtf8: (path: string, name: string) =>
      `${path} is not UTF-8 text, so it is not edited. Write ${name} into it yourself.`,
    notNamed: (path: string, name: string) => `${path} does not name ${name} any more.`,
  },
  id_in_use: {
    text: (otherName: string, packageId: string) =>
      `"${otherName}" in the Hangar has the id ${packageId} already, and this would become an update of it.`,
    textHint: 'Give this add-on an id of its own, or take the other one off the list.',
  },
  internal: {
    text: 'Something went wrong inside Loadmaster.',
    textHint: 'Nothing of yours was lost. Try again; the report in Settings says more.',
    because: (reason: string) => `Something went wrong inside Loadmaster: ${reason}.`,
    becauseHint: 'Nothing is lost. Retry, and report this if it happens again.',
  },
  invalid_input: {
    text: 'Loadmaster could not read what the window asked for.',
    textHint: 'Reload the window. If it happens again, copy the report from Settings and send it to us.',
  },
  keychain_silent: {
    text: "The system's keychain does not answer: it may be locked, or wait for you to answer its prompt.",
    other: "The system's keychain did not give back what it was given.",
  },
  missing_part: {
    folder: 'The folder cannot be packed as it is.',
    named: (missing: string) => `The project names ${missing}, but it is not in the folder.`,
    namedHint: 'Put it back, or change the scripts and resources of the add-on.',
  },
  name_taken: {
    destination: (name: string) => `There is a destination "${name}" already.`,
    destinationHint: 'Give it another name.',
    connection: 'Another connection has this name.',
  },
  no_dialog: {
    folder: 'This window cannot open a folder dialog.',
    save: 'This window cannot save files.',
  },
  no_file_manager: {
    addon: (folder: string) => `This window cannot open folders. The add-on is in ${folder}.`,
    archive: (file: string) => `This window cannot open folders. The archive is ${file}.`,
    data: (folder: string) => `This window cannot open folders. The data is in ${folder}.`,
    destination: (folder: string) => `This window cannot open folders. The folder is ${folder}.`,
  },
  no_folder: {
    notOne: (folder: string) => `${folder} is not a folder.`,
    because: (reason: string) => `${reason}`,
    reading: 'The folder is still being read.',
    missing: (folder: string) => `${folder} is not there.`,
    unreadable: (folder: string) => `${folder} cannot be read.`,
  },
  no_notes: {
    nowhere: (what: string) => `Nothing here tells what is new in ${what}.`,
    nowhereHint: 'Write a section for it into CHANGELOG.md, or give `release` a file with --notes.',
    text: (name: string) => `${name} is not there, or is not a file.`,
  },
  not_a_folder: {
    choose: (folder: string) => `${folder} is a file. Choose the folder of the add-on.`,
    text: (path: string) => `${path} is a file, not a folder.`,
  },
  not_an_archive: {
    because: (path: string, reason: string) => `"${path}" cannot be read: ${reason}`,
  },
  not_built: {
    text: 'There is no archive yet. Build one first.',
  },
  not_found: {
    folder: (folder: string) => `${folder} is not there.`,
    file: (path: string) => `${path} is not there any more, or is no file that can be read.`,
    text: (path: string) => `${path} is not there any more.`,
    textHint: 'Was it moved, renamed, or is its disk unplugged?',
  },
  not_packable: {
    text: 'The add-on cannot be packed.',
    textHint: 'Checks lists everything that stands in the way.',
    folder: 'The folder cannot be packed.',
    asIs: 'The folder cannot be packed as it is.',
  },
  not_read: {
    text: 'The folder could not be read.',
  },
  output_inside_addon: {
    text: (out: string) =>
      `"${out}" lies inside the folder that is packed and would become part of it. Choose a place outside.`,
  },
  output_unwritable: {
    because: (path: string, reason: string) => `"${path}" cannot be written: ${reason}`,
  },
  outside_home: {
    text: 'Only folders below your home folder can be chosen here.',
    textHint: 'Use the desktop app, or the terminal command, for folders elsewhere.',
  },
  read_only: {
    text: (path: string) => `${path} is on a disk that cannot be written.`,
  },
  services_failed: {
    text: (_logs: string) => 'Loadmaster could not open its data.',
    textHint: (logs: string) => `Your add-ons and drafts were not touched. See the log in ${logs}.`,
  },
  stale_fix: {
    since: 'A file changed since the fix was shown, so nothing was done. Look at it again.',
    undo: (keptIn: string) => `A file changed after the fix, so it was not undone. The old content is in ${keptIn}.`,
  },
  unknown_addon: {
    text: 'The add-on is no longer on the list.',
    ofRelease: 'The add-on of this release is no longer on the list.',
    ofReleaseHint: 'Add its folder again.',
    meanwhile: 'The add-on was removed meanwhile.',
    thisOne: 'This add-on is no longer on the list.',
    folder: 'The folder this version was made from is not in the Hangar.',
    folderHint: 'Add the add-on again, then retry.',
  },
  unknown_call: {
    text: 'Loadmaster does not know this question.',
  },
  sign_in_expired: {
    text: 'Nobody allowed it in the browser within ten minutes.',
    textHint: 'Sign in again; the page asks at the end whether Loadmaster may have a token.',
    code: (host: string) => `${host} no longer takes what the browser brought: it is good once, and for a minute.`,
    codeHint: 'Sign in again.',
  },
  sign_in_not_offered: {
    text: (host: string) => `${host} offers no sign-in with the browser.`,
    textHint: 'Enter a token that its operator or its page gave you.',
    noPort: (reason: string) => `The browser cannot bring the answer to this computer: ${reason}`,
    noPortHint: 'Make a token on the page of the registry, and enter it.',
  },
  sign_in_refused: {
    text: (host: string) => `Loadmaster was not allowed to have a token for ${host}.`,
    textHint: 'Sign in again and allow it, or enter a token.',
    tooMany: (host: string) => `The account at ${host} has as many tokens as it may have.`,
    tooManyHint: 'End one on the page of your account there, then sign in again.',
  },
  unknown_connection: {
    choose: 'This connection is no longer there.',
    chooseHint: 'Choose another registry at the top of the window.',
    text: 'This connection is no longer there.',
  },
  unknown_fix: {
    done: 'This fix was already done, or is too old. Look at it again.',
    undone: 'There is nothing to undo any more.',
    gone: 'There is no fix for this any more. Look at the checks again.',
    old: 'This fix is too old. Look at it again.',
  },
  unsafe_fix: {
    text: 'This fix would reach out of the add-on, so it is not offered.',
  },
  untrusted_sender: {
    text: 'This page may not talk to Loadmaster.',
  },
  worker_failed: {
    because: (reason: string) => `A worker of the packer failed: ${reason}`,
    says: (reason: string) => `${reason}`,
  },
} as const;
