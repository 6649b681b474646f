import { createHash } from 'node:crypto';
import type { ReleaseDraft } from '../../../preload/contract.ts';

// What is to be published in the chaos, the same in the parent that makes it and in the children that live through it.

export const CHAOS_TOKEN = 'chaos-token-for-tests';
export const CHAOS_PACKAGE = 'chaos.package';
export const CHAOS_CONNECTION = 'chaos';
export const CHAOS_ADDON = 'chaos-addon';
/** How much faster than real time the children live. */
export const CHAOS_SPEED = 10;

export interface PlannedVersion {
  readonly draft: ReleaseDraft;
  readonly bytes: number;
  /** Its first archive is wrong, so that it fails for its content and has to be retried. */
  readonly wrongAtFirst: boolean;
}

/** A number in [0, 1) from a seed and a name: the same wherever it is asked for. */
export function dice(seed: number, name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32LE(0) / 2 ** 32;
}

export function planOf(seed: number, count: number): PlannedVersion[] {
  return Array.from({ length: count }, (_, index) => {
    const roll = (name: string) => dice(seed, `${index} ${name}`);
    const access = (['public', 'private', 'not-stored'] as const)[Math.floor(roll('access') * 3)] ?? 'public';
    const draft: ReleaseDraft = {
      packageId: CHAOS_PACKAGE,
      packageVersion: `1.${index}`,
      xpSelection: `${10 + Math.floor(roll('from') * 2)}-12`,
      access,
      platforms: { macOS: roll('mac') < 0.5, windows: true, linux: roll('linux') < 0.5 },
      dependencies: roll('dependencies') < 0.5 ? [] : [['some.library', `${1 + Math.floor(roll('library') * 5)}-`]],
      incompatibilities: roll('incompatibilities') < 0.7 ? [] : [['other.aircraft', '*']],
      notes: '',
    };
    return { draft, bytes: 500 + Math.floor(roll('bytes') ** 3 * 600_000), wrongAtFirst: roll('wrong') < 0.2 };
  });
}
