import type { Desktop } from './desktop.ts';

/** Whatever breaks is written down, redacted, before it is lost. */
export function logCrashes({ electron, log }: Desktop): void {
  process.on('uncaughtException', (cause) => log.write('main', cause));
  process.on('unhandledRejection', (cause) => log.write('main', cause));
  electron.app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.write('process', `${type} ended: ${reason} (${exitCode})`);
  });
}
