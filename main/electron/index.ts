import { join } from 'node:path';
import electron from 'electron';
import { startDesktop } from './app.ts';

// The bundle: out/main/index.js, with out/preload and out/renderer beside it.
const out = join(import.meta.dirname, '..');

startDesktop({
  electron,
  pageFolder: join(out, 'renderer'),
  preload: join(out, 'preload', 'index.cjs'),
  icon: join(out, '..', 'assets', 'icons', '256x256.png'),
  loadApp: () => import('../app/open-app.ts'),
});
