import { join, posix } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { contract } from './preload/contract.ts';
import { shapeOf } from './preload/shape.ts';

const root = import.meta.dirname;
const CONTRACT_SHAPE = JSON.stringify(shapeOf(contract));

/** `new Worker(new URL('./x.ts', import.meta.url))` runs from the sources as it is; in the bundle it needs its own entry. */
function workerEntries(): Plugin {
  const inSource = /new URL\(\s*'(\.[^']+\.ts)',\s*import\.meta\.url,?\s*\)/g;
  const inBundle = /worker-entry:(\w+)/g;
  return {
    name: 'worker-entries',
    // Before the types are taken out, which rewrites the quotes.
    enforce: 'pre',
    transform(code, id) {
      if (!code.includes('new Worker(')) return null;
      return code.replace(inSource, (_all, file: string) => {
        const reference = this.emitFile({ type: 'chunk', id: join(id, '..', file) });
        return `new URL('worker-entry:${reference}', import.meta.url)`;
      });
    },
    renderChunk(code, chunk) {
      if (!code.includes('worker-entry:')) return null;
      const folder = posix.dirname(chunk.fileName);
      return code.replace(
        inBundle,
        (_all, reference: string) => `./${posix.relative(folder, this.getFileName(reference))}`,
      );
    },
  };
}

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
    plugins: [react()],
    build: {
      outDir: join(root, 'out/renderer'),
      minify: true,
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});
