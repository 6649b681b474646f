import { join } from 'node:path';
import type { ErrorLog } from '../reports/error-log.ts';
import type { AppShell } from '../shell.ts';
import { ReleaseBeginning } from './begin-release.ts';
import { DestinationListing } from './destination-list.ts';
import { DestinationProbe } from './destination-probe.ts';
import { DestinationSecrets } from './destination-secrets.ts';
import { Promoting } from './promoting.ts';
import { Releases, type ReleasesParts } from './releases.ts';
import { TrustedTargets } from './trusted-targets.ts';
import { Withdrawing } from './withdrawing.ts';

type Parts = Omit<ReleasesParts, 'dataFolder' | 'secrets' | 'clock' | 'emit'> & {
  readonly shell: AppShell;
  readonly log: ErrorLog;
};

export type Releasing = ReturnType<typeof openReleases>;

/** Everything about releases to many destinations, joined. */
export function openReleases({ shell, log, ...parts }: Parts) {
  const { paths, clock } = shell;
  const emit = shell.emit.destinations;
  const secrets = new DestinationSecrets(
    shell.secrets,
    (secret) => log.keepOut(secret),
    new TrustedTargets(shell.store),
  );
  const dataFolder = join(paths.data, 'destinations');
  const shared = { ...parts, secrets, clock, emit, dataFolder };
  const releases = new Releases(shared);
  return {
    releases,
    listing: new DestinationListing({ ...shared, onChanged: (addonId) => emit.listed({ addonId }) }),
    probe: new DestinationProbe({ ...shared, releases }),
    withdrawing: new Withdrawing({ ...shared, releases }),
    promoting: new Promoting({ ...shared, releases }),
    beginning: new ReleaseBeginning({ ...shared, releases }),
  };
}
