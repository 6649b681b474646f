import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { readGuides } from '../../../assets/read-guide.ts';

/** The policy of the shells, so that a style or script that they would refuse is refused here too. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** Builds the page over the fake main and serves it on a free port. */
export async function serveHarness(outDir: string): Promise<{ readonly url: string; close: () => Promise<void> }> {
  const common = {
    root: ROOT,
    base: './',
    configFile: false as const,
    logLevel: 'error' as const,
    plugins: [react()],
    define: { GUIDE_PAGES: JSON.stringify(readGuides(join(ROOT, '..', '..', '..'))) },
  };
  await build({ ...common, build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false } } });
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1', headers: { 'Content-Security-Policy': POLICY } },
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The harness has no address.');
  return { url, close: () => server.close() };
}
