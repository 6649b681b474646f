import { test } from 'vitest';
import { ALL_HOSTILE, sendHostile } from '../../registry/support/send-hostile.ts';

// The archives of test/registry/processing/hostile.test.ts once more, through a whole registry.

test('hostile and odd archives end as they should, one after another, and leave nothing behind', () =>
  sendHostile(ALL_HOSTILE));
