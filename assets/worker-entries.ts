import { join, posix } from 'node:path';
import type { Plugin } from 'vite';

/** `new Worker(new URL('./x.ts', import.meta.url))` runs from the sources as it is; in a bundle it needs its own entry. */
export function workerEntries(): Plugin {
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
