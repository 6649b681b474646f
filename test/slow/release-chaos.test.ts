import { expect, test } from 'vitest';
import { runReleaseChaos } from '../destinations/chaos/run-chaos.ts';
import { proftpdMissing } from '../destinations/peers/ftp.ts';
import { missing } from '../destinations/peers/peer.ts';
import { RADOSGW_PROGRAMS } from '../destinations/peers/radosgw.ts';
import { rcloneMissing, sshMissing } from '../destinations/peers/ssh.ts';

// One release to seven places at once, through everything that can go wrong. CHAOS_RELEASES=200 is the long run.
const seed = Number(process.env.CHAOS_SEED ?? 20_261_128);
const wanted = Number(process.env.CHAOS_RELEASES ?? 12);
const minutes = Number(process.env.CHAOS_MINUTES ?? 100);

test.skipIf(sshMissing() ?? proftpdMissing() ?? rcloneMissing() ?? missing('git', ...RADOSGW_PROGRAMS))(
  'releases end everywhere once and whole, and users see one version or a lock at any moment',
  async () => {
    const deadline = Date.now() + minutes * 60_000;
    const { releases, kills, attempts, failures, wrong } = await runReleaseChaos(wanted, seed, deadline);
    console.log(
      `seed ${seed}: ${releases} releases, ${attempts} attempts, ${kills} kills; ${JSON.stringify(failures)}`,
    );
    expect(wrong).toEqual([]);
    expect(attempts).toBeGreaterThan(releases);
  },
  7_200_000,
);
