import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { frameFirst } from './assets/frame-first.ts';
import { readGuides } from './assets/read-guide.ts';
import { workerEntries } from './assets/worker-entries.ts';
import { contract } from './preload/contract.ts';
import { shapeOf } from './preload/shape.ts';

const root = import.meta.dirname;
const GUIDE_PAGES = JSON.stringify(readGuides(root));
const CONTRACT_SHAPE = JSON.stringify(shapeOf(contract));

export default defineConfig({
  main: {
    plugins: [workerEntries()],
    build: {
      outDir: 'out/main',
      chunkSizeWarningLimit: 2000,
      // Everything is bundled but what brings files of its own: the packed app carries no node_modules tree to walk.
      externalizeDeps: false,
      minify: true,
      rolldownOptions: {
        input: { index: join(root, 'main/electron/index.ts') },
        // Parts of the SSH library that are built on the machine it runs on, where they are; it does without them.
        external: [/\.node$/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    define: { CONTRACT_SHAPE },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      // A sandboxed preload cannot import: each of the two is one file.
      isolatedEntries: true,
      minify: true,
      rolldownOptions: {
        input: { index: join(root, 'preload/index.ts'), browser: join(root, 'preload/browser.ts') },
        // The browser shell serves its script as a classic one, whose names would otherwise be the page's.
        output: { format: 'cjs', entryFileNames: '[name].cjs', banner: '(() => {', footer: '})();' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react(), frameFirst()],
    define: { GUIDE_PAGES },
    build: {
      outDir: join(root, 'out/renderer'),
      minify: true,
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // English is one of the languages that are loaded by their code, and always there.
        checks: { ineffectiveDynamicImport: false },
        input: { index: join(root, 'renderer/index.html'), 'first-frame': join(root, 'renderer/first-frame.ts') },
        // One file for the first screen: each file costs a way through main, which has a start of its own to make.
        output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'], test: /^(?!.*first-frame\.ts$)/ }] } },
      },
    },
  },
});
