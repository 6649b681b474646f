import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Writes out/THIRD-PARTY-NOTICES.txt: every package whose code is in the app, with its licence text. Run by `npm run build`,
// so that the packed app cannot be without it. Electron's own notices come with its runtime.

const ROOT = join(import.meta.dirname, '..');

/** Bundled into the page; listed as development dependencies, because the packed app has no node_modules. */
const IN_THE_PAGE = [
  '@mantine/core',
  '@mantine/hooks',
  '@tanstack/react-virtual',
  'lucide-react',
  'react',
  'react-dom',
  'recharts',
  'zustand',
] as const;

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}
interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** All packages that the app's code can reach, by name and version; without a page, those of the command. */
export function bundledPackages(inThePage: readonly string[] = IN_THE_PAGE): BundledPackage[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as LockedPackage;
  const found = new Map<string, BundledPackage>();
  const queue = [...Object.keys(own.dependencies ?? {}), ...inThePage].map((name) => place(lock, '', name));
  for (let at = queue.shift(); at !== undefined || queue.length > 0; at = queue.shift()) {
    if (at === undefined || at === null || found.has(at)) continue;
    const { version = '', license, dependencies = {} } = lock.packages[at] ?? {};
    const name = at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(at, { name, version, licence: license ?? oldLicence(join(ROOT, at)), text: licenceText(join(ROOT, at)) });
    for (const needed of Object.keys(dependencies)) queue.push(place(lock, at, needed));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where Node would find `name` from a package: beside it, or in the nearest node_modules above. */
function place(lock: Lock, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (candidate in lock.packages) return candidate;
    if (folder === '') return null;
  }
}

/** Packages from before there was one field for it name theirs in a list, which no lockfile takes over. */
function oldLicence(folder: string): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return 'see its text';
  const { licenses } = JSON.parse(readFileSync(file, 'utf8')) as { licenses?: readonly { readonly type?: string }[] };
  return licenses?.map(({ type }) => type).join(' OR ') || 'see its text';
}

function licenceText(folder: string): string {
  if (!existsSync(folder)) return '';
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name));
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
}

export function noticesText(packages: readonly BundledPackage[]): string {
  const parts = packages.map(({ name, version, licence, text }) => {
    const title = `${name} ${version} (${licence})`;
    return `${title}\n${'-'.repeat(title.length)}\n\n${text === '' ? `Licence: ${licence}. The package has no licence file of its own.` : text}`;
  });
  return `Loadmaster is built with the following packages.\n\n${parts.join('\n\n\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(ROOT, 'out', 'THIRD-PARTY-NOTICES.txt');
  mkdirSync(dirname(file), { recursive: true });
  const packages = bundledPackages();
  writeFileSync(file, noticesText(packages));
  process.stdout.write(`${file}: ${packages.length} packages\n`);
}
