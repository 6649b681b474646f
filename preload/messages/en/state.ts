import type { HiddenFor } from './content.ts';
import { differingFields } from './differing-fields.ts';

/** What is the case with a folder, a submission or a rule, where no error is. */
export const states = {
  folder_state: {
    missing: 'The folder is not there. It may have been moved, or its disk is not connected.',
    notAFolder: 'There is a file where the folder was.',
    unreadable: 'The folder cannot be read.',
    notReadToTheEnd: (reason: string) => `The folder could not be read to the end: ${reason}`,
  },
  watch: {
    notFollowed: 'Changes are not followed.',
    outOfWatches:
      'The system is out of folder watches (on Linux: fs.inotify.max_user_watches). Press Refresh to read the folder again.',
    tooManyFiles: 'Too many files are open for the folder to be watched. Press Refresh to read it again.',
    stopped: (reason: string) => `The system stopped watching the folder (${reason}). Press Refresh to read it again.`,
  },
  'ignored-by': {
    file: (line: number) => `.xpkgignore, line ${line}`,
    project: 'settings of the add-on',
    builtIn: (reason: HiddenFor) => `built in: ${reason}`,
    never: 'built in: never published',
  },
  attempt: {
    underWay: 'Under way.',
    received: 'Received; the registry is processing it.',
    processedAgain: 'The registry processes its copy again.',
    rateLimited: (seconds: number) => `Too many requests; the registry asked for ${seconds.toFixed(1)} s.`,
    absent: 'The registry does not have this version.',
    present: (status: string) => `The registry has this version: ${status}.`,
    later: 'The registry asked to come back later.',
    interrupted: 'Loadmaster ended during this attempt.',
  },
  cancel: {
    hadEnded: 'It had ended before; nothing was left to cancel.',
    heldBefore: (version: string) =>
      `Nothing more is sent. The registry holds ${version} from before; its number stays used.`,
    nothingSent: 'Cancelled. Nothing was sent to the registry.',
    notTaken: (version: string) => `Cancelled. The registry did not take ${version}; the number is still free.`,
    uncertain:
      'The upload was stopped, but the registry has not told yet whether it had received everything. Loadmaster keeps asking and sends nothing more.',
    tooLate: (version: string) =>
      `The registry has received ${version} already, so it cannot be taken back and the number is used. Loadmaster watches how it ends.`,
    published: (version: string) => `It was too late: ${version} is published.`,
    failed: (version: string) =>
      `The registry had received ${version}, and processing it failed. The number is used; it can be retried.`,
    cancelled: 'Cancelled.',
  },
  retry: {
    askReceived: 'Ask the registry whether it has received this version.',
    askProcessing: 'The registry is still processing this version. Ask again how it goes.',
    askHow: 'Ask the registry how the processing goes.',
    arrived: 'The registry has this version as it was sent from here, so it is published.',
    processedSince:
      'The registry has processed this version since. Ask it again, so that it counts as published here too.',
    published: 'This version is published. There is nothing to retry.',
    reprocess: 'The registry still has the upload and processes it again; nothing is sent.',
    reprocessIfSpace: 'The registry still has the upload and processes it again, if there is space now.',
    sendAgain: 'The fault was the registry’s. The same archive is sent again.',
    sendAbsent: 'The registry does not have this version. The archive is sent again.',
    archiveAgain: 'The archive is sent again.',
    archiveGone: (what: string) => `The fault was the registry’s, but the archive is no longer here. ${what}`,
    heldBefore: (what: string) => `The registry holds this version from before. ${what}`,
    rebuild: 'The folder is checked and packed again and sent for the same version number.',
    rebuildAbsent: 'The registry does not have this version. The folder is checked, packed and sent.',
    addFolder: 'Add the folder this version was made from, then retry.',
    unchangedSince: 'Nothing in the folder has changed since this version was packed.',
    changedSince: (added: number, changed: number, removed: number) =>
      `Since this version was packed: ${added} added, ${changed} changed, ${removed} removed.`,
    unknownHere: 'The registry has no such version, and its folder is not in the Hangar.',
    newVersion: (fields: readonly string[], next: string) =>
      `${fields.length === 0 ? 'What is stored of' : `The ${differingFields(fields)} of`} a used version number cannot be changed. Only a new version can${next === '' ? '' : `: ${next}`}.`,
    signIn: 'The registry does not accept the token for this. Enter another one, then retry.',
    nothing: 'There is nothing to retry now.',
    elsewhere: (name: string, status: string) =>
      `${name} (${status}) was uploaded from elsewhere. Retry it on its own, with the folder it was made from.`,
  },
  withdraw: {
    github: (version: string) =>
      `The release ${version} on GitHub becomes a draft: users see the one before it, and its files stay there for you.`,
    githubStays: 'Whoever has downloaded it has it. The tag stays in the repository.',
    files: (version: string, place: string, before: string) =>
      `${place} goes back to ${before}: its files replace those of ${version}, and users who update get it.`,
    filesStays: (version: string) =>
      `Who has ${version} keeps it until the next update. Its files stay on the list of what an update takes away.`,
    zip: (version: string, place: string) => `The zip of ${version} and the texts beside it are deleted (${place}).`,
    zipStays: 'What you have uploaded to a forum is there until you delete it there.',
    site: (version: string, place: string) => `${place} no longer lists ${version}, and its file goes.`,
    siteStays:
      'The registry that the site is made from keeps the version: the next release brings it back unless it is hidden there.',
  },
  signIn: {
    broughtBack: 'Loadmaster has what it needs and goes on. You can close this page.',
    refusedHere: 'Loadmaster gets no token. You can close this page.',
    notHere: 'Nothing is waited for here, or it was begun elsewhere. Go back to Loadmaster and sign in again.',
  },
  found: {
    depot: (file: string, url: string) => `${file} in the folder says that users get updates from ${url}.`,
    repository: (name: string) => `The folder belongs to a working copy of ${name}.`,
  },
} as const;
