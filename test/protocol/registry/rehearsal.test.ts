import { expect, test } from 'vitest';
import { rehearsalSchema, statusInfo, VERSION_STATUSES } from '../../../protocol/index.ts';
import { rehearsalRouteSchema } from '../../../protocol/registry/rehearsal.ts';

function accepts(...faults: unknown[]) {
  return rehearsalSchema.safeParse({ faults }).success;
}

const VALID: readonly Readonly<Record<string, unknown>>[] = [
  { fault: 'answer', route: 'upload', status: 400, code: 'version_exists', times: 1 },
  { fault: 'answer', route: 'any', status: 599, code: '' },
  { fault: 'error-after-accept', route: 'retry', times: 1_000_000 },
  { fault: 'processing', status: 'failed_server', times: 1 },
  { fault: 'slow-processing', seconds: 0, times: 1 },
  { fault: 'slow-processing', seconds: 3600 },
  { fault: 'slow', route: 'upload', bytesPerSecond: 1, times: 1 },
  { fault: 'drop', route: 'upload', afterBytes: 0, times: 1 },
  { fault: 'no-answer', route: 'upload', times: 1 },
  { fault: 'rate-limit', route: 'upload', retryAfterSeconds: 0, times: 1 },
  { fault: 'rate-limit', route: 'upload', retryAfterSeconds: 3600 },
  { fault: 'offline' },
];

test.each(VALID)('%j can be rehearsed', (fault) => {
  expect(rehearsalSchema.parse({ faults: [fault] })).toEqual({ faults: [fault] });
});

test.each([
  { fault: 'answer', route: 'upload', status: 399, code: '' },
  { fault: 'answer', route: 'upload', status: 600, code: '' },
  { fault: 'answer', route: 'upload', status: 400.5, code: '' },
  { fault: 'answer', route: 'upload', status: 400, code: 'x'.repeat(201) },
  { fault: 'answer', route: 'local', status: 400, code: '' },
  { fault: 'processing', status: 'processed' },
  { fault: 'slow-processing', seconds: -1 },
  { fault: 'slow-processing', seconds: 3601 },
  { fault: 'slow', route: 'upload', bytesPerSecond: 0 },
  { fault: 'drop', route: 'upload', afterBytes: -1 },
  { fault: 'rate-limit', route: 'upload', retryAfterSeconds: 3601 },
  { fault: 'rate-limit', route: 'upload', retryAfterSeconds: -1 },
  { fault: 'meteor' },
])('%j cannot', (fault) => {
  expect(accepts(fault)).toBe(false);
});

test('times is a count, for each fault that has it', () => {
  for (const fault of VALID.filter((one) => 'times' in one)) {
    for (const times of [0, -1, 1.5, 1_000_001]) expect(accepts({ ...fault, times })).toBe(false);
  }
});

test('every way processing can fail, on every route there is', () => {
  const failures = VERSION_STATUSES.filter((status) => statusInfo(status).retryable);
  for (const status of failures) expect(accepts({ fault: 'processing', status })).toBe(true);
  for (const route of rehearsalRouteSchema.options) expect(accepts({ fault: 'no-answer', route })).toBe(true);
  expect(rehearsalRouteSchema.options.filter((route) => route.length < 3)).toEqual([]);
});

test('a hundred faults at once, not more', () => {
  const offline = { fault: 'offline' };
  expect(accepts(...Array(100).fill(offline))).toBe(true);
  expect(accepts(...Array(101).fill(offline))).toBe(false);
});
