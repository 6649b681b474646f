import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { COMMONJS_NAMES } from './commonjs-names.ts';
import { bundledPackages, noticesText } from './make-notices.ts';
import { workerEntries } from './worker-entries.ts';

// Makes loadmaster-VERSION.tgz: the command as an npm package of its own, JavaScript only and without dependencies.
// `npm run -s pack:cli -- OUTDIR`; docs/terminal.md says how to install it.

const ROOT = join(import.meta.dirname, '..');
const ENTRY = 'loadmaster.js';
const MAIN = 'main.js';
/** node:sqlite without a flag, and `require` of ES modules. */
const OLDEST_NODE = '22.13';

/**
 * Says which Node is needed where an older one would show a stack trace, so it is written for every Node that knows modules. The code
 * that V8 compiled is kept for the next start: it runs unchecked, so it lies where only its user can write. Node's own place
 * for it is shared by all users of a machine, where one can put code in wait for another.
 */
const LAUNCHER = `#!/usr/bin/env node
import { mkdirSync } from 'fs';
import * as modules from 'module';
import { homedir } from 'os';
import { join } from 'path';
const [major, minor] = process.versions.node.split('.').map(Number);
const [oldestMajor, oldestMinor] = [${OLDEST_NODE.replace('.', ', ')}];
if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  process.stderr.write(
    'Loadmaster needs Node ${OLDEST_NODE} or later; this is Node ' + process.versions.node + '. Newer ones are at https://nodejs.org.\\n',
  );
  process.exitCode = 1;
} else {
  try {
    const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'loadmaster-compiled');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    modules.enableCompileCache(folder);
  } catch {
    // A home that cannot be written: each start compiles again.
  }
  import('./${MAIN}');
}
`;

/** Compiled parts that ssh2 tries to load and does without; a package for every platform has none. */
const COMPILED = [/^cpu-features$/, /\.node$/];

/** What `help` leads to. */
const DOCS = ['terminal.md', 'ci.md'];

interface OwnPackage {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly author: string;
}

async function bundle(folder: string, version: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    plugins: [workerEntries()],
    define: { ...COMMONJS_NAMES, LOADMASTER_VERSION: JSON.stringify(version) },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: `node${OLDEST_NODE}`,
      outDir: join(folder, 'lib'),
      emptyOutDir: true,
      minify: true,
      sourcemap: false,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: { main: join(ROOT, 'main/cli/index.ts') },
        external: [...builtinModules, /^node:/, ...COMPILED],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  });
  writeFileSync(join(folder, 'lib', ENTRY), LAUNCHER);
  chmodSync(join(folder, 'lib', ENTRY), 0o755);
}

function describe({ name, version, description, license, author }: OwnPackage): string {
  const manifest = {
    name,
    version,
    description,
    license,
    author,
    type: 'module',
    bin: { [name]: `lib/${ENTRY}` },
    files: ['lib', 'docs', 'LICENSE', 'THIRD-PARTY-NOTICES'],
    engines: { node: `>=${OLDEST_NODE}` },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function readme({ name, description }: OwnPackage): string {
  return `# ${name}\n\n${description}\n\n    npx ${name} check .\n    npx ${name} help\n`;
}

/** The path of the package that was made. */
async function packCli(out: string): Promise<string> {
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as OwnPackage;
  const folder = mkdtempSync(join(tmpdir(), 'loadmaster-pack-'));
  try {
    await bundle(folder, own.version);
    writeFileSync(join(folder, 'package.json'), describe(own));
    writeFileSync(join(folder, 'README.md'), readme(own));
    writeFileSync(join(folder, 'THIRD-PARTY-NOTICES'), noticesText(bundledPackages([])));
    copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
    mkdirSync(join(folder, 'docs'));
    for (const page of DOCS) copyFileSync(join(ROOT, 'docs', page), join(folder, 'docs', page));
    mkdirSync(out, { recursive: true });
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const call = ['pack', '--json', '--ignore-scripts', '--pack-destination', out];
    execFileSync(npm, call, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    return join(out, `${own.name}-${own.version}.tgz`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [out, ...more] = process.argv.slice(2);
if (out === undefined || more.length > 0) {
  process.stderr.write('usage: npm run -s pack:cli -- OUTDIR\n');
  process.exitCode = 2;
} else {
  process.stdout.write(`${await packCli(resolve(out))}\n`);
}
