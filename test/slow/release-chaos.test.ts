import { expect, test } from 'vitest';
import { runReleaseChaos } from '../destinations/chaos/run-chaos.ts';
import { proftpdMissing } from '../destinations/peers/ftp.ts';
import { missing } from '../destinations/peers/peer.ts';
import { RADOSGW_PROGRAMS } from '../destinations/peers/radosgw.ts';
import { rcloneMissing, sshMissing } from '../destinations/peers/ssh.ts';

// Releases to eight places at once, through everything that can go wrong. CHAOS_RELEASES=200 is the long run.
const seed = Number(process.env.CHAOS_SEED ?? 20_261_128);
const wanted = Number(process.env.CHAOS_RELEASES ?? 12);
const authors = Number(process.env.CHAOS_AUTHORS ?? 4);
const minutes = Number(process.env.CHAOS_MINUTES ?? 100);

test.skipIf(sshMissing() ?? proftpdMissing() ?? rcloneMissing() ?? missing('git', ...RADOSGW_PROGRAMS))(
  'releases end everywhere once and whole, and users see one version or a lock at any moment',
  async () => {
    const began = Date.now();
    const deadline = began + minutes * 60_000;
    const logFile = process.env.CHAOS_LOG;
    const { counts, wrong, ...sums } = await runReleaseChaos({ releases: wanted, authors, seed, deadline, logFile });
    const took = Math.round((Date.now() - began) / 1000);
    console.log(`seed ${seed}, ${authors} authors, ${took} s:`, { ...sums, ...counts });
    expect(wrong).toEqual([]);
    expect(sums.attempts).toBeGreaterThan(sums.releases);
  },
  7_200_000,
);
