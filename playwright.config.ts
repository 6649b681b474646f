import { defineConfig } from '@playwright/test';
import { electronRuntime, type ShellOptions } from './test/e2e/projects.ts';

// The same specs on three shells. What the others have no like of is named after its shell: *.desktop.spec.ts.
export default defineConfig<object, ShellOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // A machine that does other things meanwhile is no fault of the change; the report names what needed a second try.
  retries: process.env.CI ? 1 : 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  projects: [
    { name: 'browser', testMatch: /(?<!\.desktop)\.spec\.ts$/, use: { shell: 'browser' } },
    { name: 'desktop', testMatch: /(?<!\.browser)\.spec\.ts$/, use: { shell: 'desktop' } },
    // run.ts prints why when the runtime is not there.
    ...(electronRuntime() === null
      ? []
      : [{ name: 'electron', testMatch: /(?<!\.desktop|\.browser)\.spec\.ts$/, use: { shell: 'electron' as const } }]),
  ],
});
