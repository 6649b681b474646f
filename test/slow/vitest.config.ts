import { defineConfig } from 'vitest/config';

// Tests that take minutes or gigabytes: npm run test:slow.
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
