import { plural } from '../../plural.ts';

// The honest sentence of every state a submission can be in. A 204 is "received", never "published".
export const submissions = {
  label: {
    queued: 'queued',
    building: 'building',
    buildingAt: (percent: string) => `building ${percent}`,
    blocked: 'stopped by checks',
    built: 'ready to send',
    rateLimit: 'waiting',
    offline: 'offline',
    serverTrouble: 'waiting to send again',
    autoRetry: 'waiting to retry',
    sending: 'uploading',
    sendingAt: (percent: string) => `uploading ${percent}`,
    sent: 'waiting for answer',
    uncertain: 'checking whether the registry got it',
    processing: 'processing',
    processed: 'processed',
    failed: 'failed',
    rejected: 'not accepted',
    stopped: 'stopped',
    cancelled: 'cancelled',
    rehearsed: 'rehearsed',
    interrupted: 'interrupted',
  },
  sentence: {
    queued: 'Waits for its turn. Nothing has been sent.',
    building: 'Building the zip. Nothing has been sent.',
    blocked: (count: number) =>
      plural(count, {
        one: '# problem must be fixed first. Nothing was sent.',
        other: '# problems must be fixed first. Nothing was sent.',
      }),
    built: 'The zip is ready. It is sent as soon as it is its turn.',
    rateLimit: (countdown: string) => `The registry asks to wait. Sending in ${countdown}.`,
    offline: (countdown: string) => `The registry cannot be reached. Nothing is lost; trying again in ${countdown}.`,
    serverTrouble: (countdown: string) => `The registry did not receive it. Sending again in ${countdown}.`,
    autoRetry: (countdown: string) => `The registry had a fault. Sending again by itself in ${countdown}.`,
    sending: (attempt: number) => (attempt > 1 ? `Uploading, attempt ${attempt}.` : 'Uploading.'),
    sent: 'Everything is sent. Waiting for the registry to answer.',
    uncertain: 'The connection was lost before the registry answered. Asking whether it has the version.',
    uncertainNext: (countdown: string) => `Asking again in ${countdown}.`,
    uncertainNow: 'Asking now.',
    processing: (version: string) => `${version} was received. The registry is processing it.`,
    processingCancelled: (version: string) =>
      `Too late to cancel: the registry has it and is processing it. Version ${version} is used.`,
    processed: (version: string) => `${version} is processed and on the registry.`,
    processedPrivate: (version: string) => `${version} is processed. Only people with the private key can install it.`,
    processedNotStored: (version: string) =>
      `${version} is processed. The registry does not keep it; it mailed a link.`,
    failed: 'The registry could not process it.',
    notStored: (version: string) => `Nothing was stored, version ${version} is still free.`,
    numberUsed: (version: string) => `Version ${version} is used; a retry keeps the number.`,
    cancelledBefore: (version: string) => `Cancelled. Nothing reached the registry, version ${version} is still free.`,
    cancelledAfter: (version: string) => `Cancelled, but the registry already had it: version ${version} is used.`,
    rehearsed: 'Everything but the sending was done, and nothing was found wrong.',
    interrupted: 'Loadmaster ended while this was under way. It goes on when you say so.',
  },
  rate: {
    label: (rate: string) => `How fast it goes, over the last seconds: at most ${rate}`,
    most: (rate: string) => `at most ${rate}`,
  },
  figures: {
    sent: (done: string, total: string) => `${done} of ${total}`,
    files: (done: string, total: string) => `${done} of ${total} files`,
    left: (duration: string) => `${duration} left`,
    reused: (size: string) => `${size} reused`,
    since: (duration: string) => `for ${duration}`,
  },
  phases: {
    build: 'build',
    upload: 'upload',
    uploadAttempt: (attempt: number) => `upload, attempt ${attempt}`,
    process: 'processing',
    result: 'result',
  },
  actions: {
    sendAgain: 'Retry now',
    rebuild: 'Rebuild and retry',
    reprocess: 'Process again',
    check: 'Ask now',
    newVersion: (version: string | undefined) =>
      version === undefined ? 'Open the form' : `Open the form with ${version}`,
    signIn: 'Open the connection',
    resume: 'Go on',
    openForm: 'Open the form',
    openChecks: 'Open the checks',
    cancel: 'Cancel',
  },
  /** Asked before a cancel that cannot take everything back. */
  cancelling: {
    title: (version: string) => `Cancel ${version}?`,
    act: 'Cancel the release',
    keep: 'Let it go on',
    received: (version: string) =>
      `The registry has ${version} already, so its number is used up. It may still be published; nothing more is sent from here.`,
    unknown: (version: string) =>
      `Nobody knows yet whether the registry has ${version}. If it has, the number is used up, and it may still be published.`,
    failedThere: (version: string) =>
      `The registry has taken ${version}, so its number is used up, also when it is not sent again. A retry keeps the number.`,
  },
  progress: (name: string, version: string) => `Progress of ${name} ${version}`,
  couldNotRetry: (name: string, version: string) => `${name} ${version} could not be retried.`,
  couldNotCancel: (name: string, version: string) => `${name} ${version} could not be cancelled.`,
  couldNotRetryAll: 'The failed versions could not be retried.',
  retriedAll: (count: number) => plural(count, { one: '# retry is on its way.', other: '# retries are on their way.' }),
  skipped: (count: number) =>
    plural(count, {
      one: '# version needs something from you first.',
      other: '# versions need something from you first.',
    }),
} as const;
