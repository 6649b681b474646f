import type { BigIntStats } from 'node:fs';

interface Reader {
  readonly user: number;
  readonly groups: readonly number[];
}

/**
 * Whether this process may read a file, by its mode bits: asking the system with access() for each of 100,000 files would double the time of a scan.
 * Finer rules (ACLs, network shares) come to light when the file is opened; the archive reports them.
 */
export function createReadableCheck(
  reader = thisProcess(),
): (stats: Pick<BigIntStats, 'mode' | 'uid' | 'gid'>) => boolean {
  // Windows has no such bits, and to the superuser they mean nothing.
  if (reader === undefined || reader.user === 0) return () => true;
  const user = BigInt(reader.user);
  const groups = new Set(reader.groups.map(BigInt));
  return ({ mode, uid, gid }) => {
    if (uid === user) return (mode & 0o400n) !== 0n;
    if (groups.has(gid)) return (mode & 0o040n) !== 0n;
    return (mode & 0o004n) !== 0n;
  };
}

function thisProcess(): Reader | undefined {
  const { geteuid, getegid, getgroups } = process;
  if (geteuid === undefined || getegid === undefined || getgroups === undefined) return undefined;
  return { user: geteuid(), groups: [getegid(), ...getgroups()] };
}
