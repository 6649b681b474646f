import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from '../../main/browser/ensure-built.ts';
import { findChromium } from '../chromium.ts';
import { electronRuntime } from './projects.ts';

// npm run test:e2e [-- what Playwright takes]: says what is missing, builds what is old, runs Playwright.

try {
  console.log(`Chromium: ${findChromium()}`);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exit(1);
}
if (electronRuntime() === null) {
  console.log("Project electron: skipped, Electron's runtime is not downloaded (npx install-electron fetches it).");
}
await ensureBuilt((line) => console.log(line), true);

const playwright = join(import.meta.dirname, '..', '..', 'node_modules', '@playwright', 'test', 'cli.js');
const { status } = spawnSync(process.execPath, [playwright, 'test', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
