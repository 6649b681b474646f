import { MAX_ENTRIES, MAX_UNPACKED_BYTES } from '../../../protocol/index.ts';
import type { ZipEntry } from '../container/zip-directory.ts';
import { collisionKey, describeNameProblem, isJunk, NameChecker } from '../plan/entry-name.ts';

export interface ArchiveFinding {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
}

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAGS = 0x2041;
const UNIX = 3;
const FILE_TYPE = 0o170000;
const LINK = 0o120000;

/** What the registry refuses, or stumbles over, in an archive (XPKG.md section 4), told from its directory. */
export function checkRegistryRules(entries: readonly ZipEntry[], packageId: string | undefined): ArchiveFinding[] {
  const names = new NameChecker();
  const findings = entries.flatMap((entry) => checkEntry(entry, names));
  findings.push(...findClashes(entries));
  if (packageId !== undefined && !entries.some(({ name }) => name.startsWith(`${packageId}/`))) {
    const message = `The folder "${packageId}" that holds the package's files is missing at the root.`;
    findings.push({ code: 'no_package_folder', message });
  }
  if (entries.length > MAX_ENTRIES) {
    findings.push({ code: 'too_many_files', message: `It has more than ${MAX_ENTRIES} entries.` });
  }
  if (entries.reduce((sum, { size }) => sum + size, 0) > MAX_UNPACKED_BYTES) {
    findings.push({ code: 'too_large', message: 'It unpacks to more than 16 GiB.' });
  }
  return findings;
}

function checkEntry(entry: ZipEntry, names: NameChecker): ArchiveFinding[] {
  const { name: path, method, flags } = entry;
  const findings: ArchiveFinding[] = [];
  const problem = names.check(path);
  if (problem !== null) findings.push({ code: problem, message: describeNameProblem(problem), path });
  if (problem !== 'macosx' && isJunk(path)) {
    findings.push({ code: 'junk', message: "A file manager's file, not part of the add-on.", path });
  }
  if (method !== STORED && method !== DEFLATED) {
    findings.push({ code: 'method', message: `Compression method ${method} is not read by the registry.`, path });
  }
  if ((flags & ENCRYPTED_FLAGS) !== 0) findings.push({ code: 'encrypted', message: 'It is encrypted.', path });
  if (entry.madeBy === UNIX && ((entry.externalAttributes >>> 16) & FILE_TYPE) === LINK) {
    findings.push({ code: 'link', message: 'Symbolic links are forbidden.', path });
  }
  return findings;
}

function findClashes(entries: readonly ZipEntry[]): ArchiveFinding[] {
  const findings: ArchiveFinding[] = [];
  const names = new Map<string, string>();
  for (const { name } of entries) {
    const key = collisionKey(name);
    const other = names.get(key);
    if (other === undefined) names.set(key, name);
    else if (other === name) findings.push({ code: 'duplicate', message: 'The path is in the zip twice.', path: name });
    else findings.push({ code: 'collision', message: `"${other}" is the same name on macOS and Windows.`, path: name });
  }
  const folders = new Set<string>();
  for (const key of names.keys()) {
    for (let at = key.indexOf('/'); at !== -1; at = key.indexOf('/', at + 1)) folders.add(key.slice(0, at));
  }
  for (const [key, name] of names) {
    if (folders.has(key)) findings.push({ code: 'file_and_folder', message: 'It is a file and a folder.', path: name });
  }
  return findings;
}
