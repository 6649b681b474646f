import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { z } from 'zod';
import { type InspectedFile, inspectFiles, type ReleasedFile } from './inspect-files.ts';
import type { FoundLicence } from './licences.ts';

export interface SbomInput {
  readonly name: string;
  readonly version: string;
  readonly packageId: string;
  readonly files: readonly ReleasedFile[];
}

/**
 * What is inside a release, as CycloneDX 1.6: each file with its hash, the libraries that its programs ask for, the licences that lie
 * in it. Of the same files it is the same text, so that what was sent can be told from another one: no time, a number from the hashes.
 */
export async function sbomOf({ name, version, packageId, files }: SbomInput, signal: AbortSignal): Promise<string> {
  const inspected = await inspectFiles(files, signal);
  const libraries = outsideLibraries(inspected);
  const root = `addon:${packageId}`;
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf([packageId, version, ...files.map(({ path, sha256 }) => `${path}\0${sha256}`)])}`,
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: 'Loadmaster' }] },
      component: { type: 'application', 'bom-ref': root, name, version, ...licencesOf(inspected.filter(atTop)) },
    },
    components: [...inspected.map(fileComponent), ...libraries.map(libraryComponent)],
    dependencies: dependenciesOf(root, inspected),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** The version that such a text is about; undefined for another text. */
export function versionInSbom(text: string): string | undefined {
  try {
    return aboutSchema.parse(JSON.parse(text)).metadata.component.version;
  } catch {
    return undefined;
  }
}

const aboutSchema = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ version: z.string() }) }),
});

function fileComponent(one: InspectedFile): object {
  const { path, sha256 } = one.file;
  const hashes = [{ alg: 'SHA-256', content: sha256 }];
  return { type: 'file', 'bom-ref': fileRef(path), name: path, hashes, ...licencesOf([one]) };
}

/** A library that comes from elsewhere: from the system, from X-Plane, or from what users have to install. */
function libraryComponent(name: string): object {
  return { type: 'library', 'bom-ref': libraryRef(name), name, scope: 'excluded' };
}

function dependenciesOf(root: string, inspected: readonly InspectedFile[]): object[] {
  const shipped = shippedByName(inspected);
  const programs = inspected.filter(({ libraries }) => libraries.length > 0);
  const all = [...new Set(inspected.map(({ file }) => fileRef(file.path)))].sort();
  return [
    { ref: root, dependsOn: all },
    ...programs.map(({ file, libraries }) => ({
      ref: fileRef(file.path),
      dependsOn: [...new Set(libraries.flatMap((name) => shipped.get(keyOf(name)) ?? [libraryRef(name)]))].sort(),
    })),
  ];
}

function outsideLibraries(inspected: readonly InspectedFile[]): string[] {
  const shipped = shippedByName(inspected);
  const named = inspected.flatMap(({ libraries }) => libraries).filter((name) => !shipped.has(keyOf(name)));
  return [...new Map(named.map((name) => [libraryRef(name), name])).values()].sort();
}

/** A library in the add-on counts for every program that asks for one of its name. */
function shippedByName(inspected: readonly InspectedFile[]): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  for (const { file } of inspected) {
    const key = keyOf(file.path);
    byName.set(key, [...(byName.get(key) ?? []), fileRef(file.path)]);
  }
  return byName;
}

function keyOf(path: string): string {
  return posix.basename(path).toLowerCase();
}

function fileRef(path: string): string {
  return `file:${path}`;
}

function libraryRef(name: string): string {
  return `library:${name.toLowerCase()}`;
}

/** A licence at the top is the add-on's; one further down is about what lies beside it. */
function atTop({ file }: InspectedFile): boolean {
  return !file.path.includes('/');
}

function licencesOf(files: readonly InspectedFile[]): { licenses?: object[] } {
  const found = files.flatMap(({ licence }) => (licence === undefined ? [] : [licence]));
  const different = new Map(found.map((licence: FoundLicence) => [licence.id ?? licence.name, licence]));
  return different.size === 0 ? {} : { licenses: [...different.values()].map((license) => ({ license })) };
}

/** A UUID (version 8: of the maker's own kind) from a hash. */
function uuidOf(parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
