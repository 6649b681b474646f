import type { RehearsalFault } from '../../protocol/index.ts';
import type { FaultKind } from './faults.ts';

/** What a registry can do wrong, in the order of a release: it refuses, it is slow, it breaks off, processing goes wrong. */
export const FAULT_GROUPS = {
  refuse: ['answer', 'rate-limit'],
  slow: ['slow', 'slow-processing'],
  break: ['drop', 'no-answer', 'error-after-accept', 'offline'],
  process: ['processing'],
} as const satisfies Readonly<Record<string, readonly FaultKind[]>>;

export type FaultGroup = keyof typeof FAULT_GROUPS;

/** Several faults that strike one after the other, as they do in life. Each ends by itself. */
export const PRESETS = {
  evening: [
    { fault: 'rate-limit', route: 'upload', retryAfterSeconds: 3, times: 1 },
    { fault: 'drop', route: 'upload', afterBytes: 2000, times: 1 },
    { fault: 'error-after-accept', route: 'upload', times: 1 },
    { fault: 'processing', status: 'failed_server', times: 1 },
  ],
  train: [
    { fault: 'slow', route: 'upload', bytesPerSecond: 200_000, times: 3 },
    { fault: 'drop', route: 'upload', afterBytes: 2000, times: 2 },
  ],
  strict: [
    { fault: 'answer', route: 'upload', status: 400, code: 'self_dep', times: 1 },
    { fault: 'processing', status: 'failed_macosx', times: 1 },
  ],
} as const satisfies Readonly<Record<string, readonly RehearsalFault[]>>;

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];
