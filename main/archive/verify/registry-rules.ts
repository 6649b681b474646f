import { message } from '../../../preload/messages/index.ts';
import { MAX_ENTRIES, MAX_UNPACKED_BYTES } from '../../../protocol/index.ts';
import type { ZipEntry } from '../container/zip-directory.ts';
import { type ArchiveFinding, finding } from '../finding.ts';
import { collisionKey, isJunk, NameChecker, sayNameProblem } from '../plan/entry-name.ts';

const GIB = 1024 ** 3;
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
    findings.push(finding('no_package_folder', message('zip.noPackageFolder', packageId)));
  }
  if (entries.length > MAX_ENTRIES) {
    findings.push(finding('too_many_files', message('zip.tooManyFiles', MAX_ENTRIES)));
  }
  if (entries.reduce((sum, { size }) => sum + size, 0) > MAX_UNPACKED_BYTES) {
    findings.push(finding('too_large', message('zip.tooLarge', MAX_UNPACKED_BYTES / GIB)));
  }
  return findings;
}

function checkEntry(entry: ZipEntry, names: NameChecker): ArchiveFinding[] {
  const { name: path, method, flags } = entry;
  const findings: ArchiveFinding[] = [];
  const problem = names.check(path);
  if (problem !== undefined) findings.push(finding(problem, sayNameProblem(problem), path));
  if (problem !== 'macosx' && isJunk(path)) {
    findings.push(finding('junk', message('zip.junk'), path));
  }
  if (method !== STORED && method !== DEFLATED) {
    findings.push(finding('method', message('zip.method', method), path));
  }
  if ((flags & ENCRYPTED_FLAGS) !== 0) findings.push(finding('encrypted', message('zip.encrypted'), path));
  if (entry.madeBy === UNIX && ((entry.externalAttributes >>> 16) & FILE_TYPE) === LINK) {
    findings.push(finding('link', message('zip.link'), path));
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
    else if (other === name) findings.push(finding('duplicate', message('zip.duplicate'), name));
    else findings.push(finding('collision', message('zip.collision', other), name));
  }
  const folders = new Set<string>();
  for (const key of names.keys()) {
    for (let at = key.indexOf('/'); at !== -1; at = key.indexOf('/', at + 1)) folders.add(key.slice(0, at));
  }
  for (const [key, name] of names) {
    if (folders.has(key)) findings.push(finding('file_and_folder', message('zip.fileAndFolder'), name));
  }
  return findings;
}
