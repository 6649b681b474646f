import { defineConfig } from '@playwright/test';
import { electronUnderTest, type ShellOptions } from './test/e2e/projects.ts';

// Specs are written once and run where they can differ. What only one shell has is named after it: *.browser.spec.ts,
// *.electron.spec.ts, and *.desktop.spec.ts for what needs the controls of the stand-in for Electron.
const electron = electronUnderTest() !== undefined;

/** What tells whether a shell reaches the same services and the same page; the rest is the page's and main's own. */
const EACH_SHELL = /\/(smoke|services|hostile-page|restart|first-run)\.spec\.ts$/;
function ofShell(name: string) {
  return new RegExp(`\\.${name}\\.spec\\.ts$`);
}

const OF_NO_SHELL = /(?<!\.(browser|desktop|electron))\.spec\.ts$/;

// Without a real Electron the other two shells run everything, so that no spec is left out.
const everywhere = electron ? EACH_SHELL : OF_NO_SHELL;

export default defineConfig<object, ShellOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // Two cores and one more: who waits for a registry's rate limit or for a program that starts takes none.
  workers: 3,
  // A machine that does other things meanwhile is no fault of the change; the report names what needed a second try.
  retries: process.env.CI ? 1 : 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  projects: [
    { name: 'browser', testMatch: [everywhere, ofShell('browser')], use: { shell: 'browser' } },
    { name: 'desktop', testMatch: [everywhere, ofShell('desktop')], use: { shell: 'desktop' } },
    ...(electron
      ? [{ name: 'electron', testMatch: [OF_NO_SHELL, ofShell('electron')], use: { shell: 'electron' as const } }]
      : []),
  ],
});
