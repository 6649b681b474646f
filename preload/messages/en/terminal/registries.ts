import type { SubmissionPhase } from '../../../contract.ts';

/** Commands that talk to a registry. */
export const registries = {
  app: {
    settingsKept: (file: string) => `The settings could not be read; they were kept as ${file}.`,
    tokensKept: (file: string) => `Tokens could not be read; the file was kept as ${file}.`,
    noRegistry: (where: string, names: string) =>
      `There is no registry "${where}". There are: ${names}. \`loadmaster connect ADDRESS\` adds one.`,
    timeoutSeconds: '--timeout takes a number of seconds.',
  },
  publish: {
    goesOn: (name: string) => `${name} was begun before; it goes on.`,
    moreNotes: (notes: string) => `${notes} more: \`loadmaster check\` tells them.`,
    noPlatform: (name: string, names: string) => `There is no platform ${name}. There are: ${names}.`,
    notJson: (option: string) => `${option} is not JSON. It should look like [["author.package","1.2-"]].`,
    notList: (option: string) => `${option} is a list such as [["author.package","1.2-"]].`,
    notRow: (option: string) => `Each row of ${option} is [id, selection].`,
  },
  submission: {
    archive: (size: string, sha256: string) => `archive ${size}, sha256 ${sha256}`,
    package: (size: string, sha256: string) => `package ${size}, sha256 ${sha256}`,
    packageHash: (sha256: string) => `package sha256 ${sha256}`,
    checkSaysWhy: '`loadmaster check DIR` says why and what helps; then publish again. Nothing was sent.',
    retry: (sentence: string) => `\`loadmaster retry\`: ${sentence}`,
    askAgain: (name: string) =>
      `\`loadmaster resume ${name}\` asks again, with another token if there is one; --wait waits for it.`,
    waitAgain: (name: string) =>
      `\`loadmaster status\` says how it stands, \`loadmaster resume ${name}\` goes on waiting for it.`,
    queued: (name: string) => `${name} waits for its turn.`,
    building: (name: string) => `${name} is checked and packed.`,
    blocked: (name: string) => `${name} was not sent: the checks found errors.`,
    built: (name: string) => `${name} is packed.`,
    waiting: (name: string, time: string, why: string) => `${name} waits ${time}: ${why}.`,
    sending: (name: string) => `${name} is sent.`,
    sendingAgain: (name: string, attempt: number) => `${name} is sent (attempt ${attempt}).`,
    uncertain: (name: string) => `${name}: checking whether the registry got it.`,
    uncertainForGood: (name: string) => `${name}: whether the registry got it is not known; this token may not ask.`,
    processing: (name: string) => `${name} was received; the registry is processing it.`,
    processingUnseen: (name: string) => `${name} was received; this token cannot see how it ends.`,
    processed: (name: string) => `${name} is published.`,
    processedEarlier: (name: string) => `${name} is published (by an attempt whose answer was lost).`,
    failed: (name: string, status: string, sentence: string) =>
      `${name} failed on the registry (${status}). ${sentence}`.trimEnd(),
    rejected: (name: string, status: number) => `${name} was refused by the registry (${status}).`,
    stopped: (name: string) => `${name} could not go on.`,
    cancelledUsed: (name: string) => `${name} was cancelled; its number is used up.`,
    cancelledFree: (name: string) => `${name} was cancelled; its number is still free.`,
    rehearsed: (name: string) => `${name} would be sent: everything but the sending was done.`,
    waits: {
      'rate-limit': 'the registry asks for a pause',
      offline: 'the registry cannot be reached',
      'server-trouble': 'the registry has trouble',
      'auto-retry': 'it will be tried again by itself',
    },
    interrupted: 'interrupted',
    phases: {
      queued: 'queued',
      building: 'building',
      blocked: 'blocked',
      built: 'built',
      waiting: 'waiting',
      sending: 'sending',
      uncertain: 'uncertain',
      processing: 'processing',
      processed: 'processed',
      failed: 'failed',
      rejected: 'rejected',
      stopped: 'stopped',
      cancelled: 'cancelled',
      rehearsed: 'rehearsed',
    } satisfies Record<SubmissionPhase, string>,
  },
  retry: {
    sayWhich: 'Say which: PACKAGE VERSION, or --all-failed.',
    takeOver: '--take-over is for releases: say --releases with it.',
    interrupted: (name: string) => `${name} was interrupted: \`loadmaster resume ${name}\` goes on.`,
    nothingFailed: 'Nothing has failed.',
    nothingYet: 'Nothing was published from here yet.',
  },
  versions: {
    sayWhich: 'Say which version: versions PACKAGE VERSION --package-file FILE.',
    saved: (path: string) => `Saved ${path}`,
    none: 'There are no versions.',
  },
  packages: {
    created: (packageId: string) => `${packageId} is created.`,
    described: (packageId: string) => `${packageId} has its new description.`,
    none: 'You have no packages there yet.',
  },
  jobToken: {
    got: (registry: string, packageId: string) =>
      `${registry} trusts this job: it has a token of its own for ${packageId}, for a quarter of an hour.`,
    tried: (registry: string) =>
      `There is no token for ${registry}, so one was asked for by what the CI signs about this job.`,
    noRight:
      'There is no token. A registry may trust this very job instead, if it has `permissions: id-token: write` (docs/ci.md).',
  },
  connect: {
    token: (state: string) => `token: ${state}`,
    tokenStates: { none: 'none', kept: 'kept', 'session-only': 'session-only', locked: 'locked' },
    noConnection: (name: string) => `There is no connection "${name}".`,
    forgotten: (name: string) => `${name} and its token are forgotten.`,
    theRegistry: 'The registry',
    answers: (registry: string) => `${registry} answers.`,
    answersYou: (registry: string, author: string) => `${registry} answers; you are ${author}.`,
    askToken: 'Token:',
    signInAt: 'Sign in with a browser on this computer; Ctrl-C gives it up. If none opens, go to this address:',
    signInWhere: 'Say where to sign in: connect ADDRESS --sign-in, without --no-token.',
  },
  registry: {
    rehearsalEnded: 'The rehearsal has ended.',
    rehearsing: (count: number) => `Faults to rehearse: ${count}.`,
    portRange: '--port is a whole number up to 65535.',
    serving: (url: string, folder: string) =>
      `The local registry answers at ${url}. Its data is in ${folder}. Ctrl-C ends it.`,
    notJson: '--rehearse is a JSON list of faults, such as [{"fault":"offline"}].',
    unreadable: (details: string) => `--rehearse cannot be read: ${details}`,
  },
} as const;
