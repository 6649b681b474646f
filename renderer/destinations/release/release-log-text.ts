import type { Release, ReleaseStep } from '../../../preload/contract.ts';

/** For a message to whoever helps: how it stands at each place, and below it every step. Times are UTC. */
export function releaseLogText(release: Release, steps: readonly ReleaseStep[]): string {
  const { packageId, version, state, destinations } = release;
  const places = destinations.map(({ name, kind, phase, error }) => {
    const why = error === null ? '' : `: ${error.code}: ${error.message}`;
    return `${name} (${kind}) ${phase}${why}`;
  });
  const lines = steps.map(({ at, name, step }) => `${new Date(at).toISOString()} ${step.padEnd(11)} ${name}`);
  return [`${packageId} ${version}: ${state}`, ...places, '', ...lines].join('\n');
}
