import { defineConfig } from 'vitest/config';
import { COMPILE_CACHE } from './test/compile-cache.ts';
import { LongestFirst } from './test/longest-first.ts';

// Unit and integration tests. The end-to-end specs are Playwright's (test/e2e), the long ones have test:slow.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/slow/**'],
    globalSetup: ['test/shared-servers/setup.ts'],
    env: COMPILE_CACHE,
    pool: 'forks',
    // Two cores and one more: a good part of what a file takes is waiting for servers, disks and timers.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // As in playwright.config.ts: on CI a second try, which the report names.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    slowTestThreshold: 5_000,
  },
});
