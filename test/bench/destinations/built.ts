import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { COMMONJS_NAMES } from '../../../assets/commonjs-names.ts';
import { workerEntries } from '../../../assets/worker-entries.ts';

const PROGRAMS = ['release', 'check', 'bare'] as const;

/** One of our programs in a folder that `buildPrograms` was called for. */
export function builtProgram(folder: string, name: (typeof PROGRAMS)[number]): string {
  return join(folder, 'built', `${name}.mjs`);
}

/** Our programs as they are shipped: in a bundle, without types. Reading unbuilt sources takes time and memory that no author sees. */
export async function buildPrograms(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: join(import.meta.dirname, '..', '..', '..'),
    logLevel: 'error',
    publicDir: false,
    plugins: [workerEntries()],
    define: COMMONJS_NAMES,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ...{ ssr: true, outDir: join(folder, 'built'), emptyOutDir: true, minify: process.env.PROFILE_TO === undefined },
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: Object.fromEntries(PROGRAMS.map((name) => [name, join(import.meta.dirname, `${name}.ts`)])),
        // Compiled parts that the SSH library tries to load and does without.
        external: [...builtinModules, /^node:/, /^cpu-features$/, /\.node$/],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
}
