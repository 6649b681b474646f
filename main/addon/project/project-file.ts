import { join } from 'node:path';
import { z } from 'zod';
import { type ReleaseDraft, releaseDraftSchema } from '../../../preload/contract/release-draft.ts';
import { FaultError, fault, inWords, type Message, message, valueFault } from '../../../preload/messages/index.ts';
import { checkPackageName, normalizePackageId, PACKAGE_TYPES, type PackageType } from '../../../protocol/index.ts';
import { NotASmallFile, readSmallFile, SHARED_FILE_MODE, writeFileDurably } from '../../disk/index.ts';

export const PROJECT_FILE = 'loadmaster.json';
/** Stands for the version in a pattern of the author's own. */
export const VERSION_PLACEHOLDER = '{version}';

/** Release notes and lists fit in easily; what is larger was not written by Loadmaster. */
const LARGEST_PROJECT_FILE = 4_194_304;

/** What an author decided about an add-on; it travels with the folder, to other machines and to CI. */
export interface ProjectFile {
  readonly packageId?: string | undefined;
  readonly packageName?: string | undefined;
  readonly packageType?: PackageType | undefined;
  /** Further ignore rules, in the syntax of .xpkgignore. */
  readonly ignore?: readonly string[] | undefined;
  /** Where the scripts are, relative to the add-on; without a word here, `install.ska` and so on in its root. */
  readonly scripts?:
    | {
        readonly install?: string | undefined;
        readonly uninstall?: string | undefined;
        readonly upgrade?: string | undefined;
      }
    | undefined;
  /** Folders that go beside the package's content instead of into it, for scripts to read. */
  readonly resources?: readonly string[] | undefined;
  /** The release form as it was last used. */
  readonly release?: ReleaseDraft | undefined;
  /** Where releases go. What each kind needs is the matter of those who release; secrets are never here. */
  readonly destinations?: readonly ProjectDestination[] | undefined;
  /** Further places where the version stands: plain text with `{version}` in it, found once in the file. */
  readonly versions?: readonly OwnVersionPlace[] | undefined;
}

export interface OwnVersionPlace {
  readonly file: string;
  readonly pattern: string;
}

export interface ProjectFault {
  readonly field: string;
  readonly message: string;
  readonly said: Message;
}

export type ProjectRead =
  | { readonly state: 'none' }
  /** Fields with a fault are left out of `project`, and stay in the file until the author saves something else. */
  | { readonly state: 'read'; readonly project: ProjectFile; readonly faults: readonly ProjectFault[] }
  /** Not JSON, or made by a later Loadmaster: nothing is taken from it and nothing is written over it. */
  | { readonly state: 'unusable'; readonly reason: Message };

const FORMAT = 1;

const innerPath = z.string().refine(isInnerPath, 'value.innerPath');

const destinationSchema = z.looseObject({ kind: z.string(), name: z.string() });
type ProjectDestination = z.infer<typeof destinationSchema>;

const FIELDS = {
  packageId: z.string().refine((id) => normalizePackageId(id).ok, 'value.packageId'),
  packageName: z.string().refine((name) => checkPackageName(name).ok, 'value.packageName'),
  packageType: z.enum(PACKAGE_TYPES),
  ignore: z.array(z.string()),
  scripts: z.object({
    install: innerPath.optional(),
    uninstall: innerPath.optional(),
    upgrade: innerPath.optional(),
  }),
  resources: z.array(innerPath),
  release: releaseDraftSchema,
  destinations: z.array(destinationSchema),
  versions: z.array(
    z.object({
      file: innerPath,
      pattern: z.string().refine(hasOnePlaceholder, 'value.pattern'),
    }),
  ),
} as const;

const fieldNames = Object.keys(FIELDS) as ReadonlyArray<keyof typeof FIELDS>;
const projectSchema = z.object(FIELDS).partial();
const fileSchema = z.record(z.string(), z.unknown());

export async function readProjectFile(root: string): Promise<ProjectRead> {
  const file = await readRaw(root);
  if (file === undefined) return { state: 'none' };
  if ('reason' in file) return { state: 'unusable', reason: file.reason };
  const parsed = projectSchema.safeParse(file.raw);
  if (parsed.success) return { state: 'read', project: parsed.data, faults: [] };
  const faults = parsed.error.issues.map((issue): ProjectFault => {
    const said = valueFault(issue);
    return { field: issue.path.join('.'), message: inWords(said), said };
  });
  const faulty = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const sound = Object.fromEntries(Object.entries(file.raw).filter(([name]) => !faulty.has(name)));
  return { state: 'read', project: projectSchema.parse(sound), faults };
}

/**
 * Writes what the author saved. A field that is undefined is taken out; whatever Loadmaster does not know, at the top or inside a field, stays as it is
 * and where it is.
 */
export async function writeProjectFile(root: string, project: ProjectFile): Promise<void> {
  const file = await readRaw(root);
  if (file !== undefined && 'reason' in file) {
    throw new FaultError(fault('project_unusable.left', PROJECT_FILE, file.reason));
  }
  const next: Record<string, unknown> = { ...(file?.raw ?? { format: FORMAT }) };
  next.format ??= FORMAT;
  for (const name of fieldNames) {
    const value = project[name];
    if (value === undefined) delete next[name];
    else next[name] = isPlainObject(value) ? keepUnknown(next[name], value, FIELDS[name]) : value;
  }
  await writeFileDurably(join(root, PROJECT_FILE), `${JSON.stringify(next, null, 2)}\n`, SHARED_FILE_MODE);
}

type RawFile = { readonly raw: Record<string, unknown> } | { readonly reason: Message };

async function readRaw(root: string): Promise<RawFile | undefined> {
  let text: string;
  try {
    text = await readSmallFile(join(root, PROJECT_FILE), LARGEST_PROJECT_FILE);
  } catch (error) {
    if (error instanceof NotASmallFile) return { reason: error.reason };
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { reason: message('project-file.unreadable', code) };
  }
  const parsed = fileSchema.safeParse(parseJson(text.replace(/^\uFEFF/, '')));
  if (!parsed.success) return { reason: message('project-file.notObject') };
  const { format = FORMAT } = parsed.data;
  if (typeof format !== 'number' || format > FORMAT) {
    return { reason: message('project-file.newer', String(format)) };
  }
  return { raw: parsed.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keepUnknown(before: unknown, value: Readonly<Record<string, unknown>>, schema: z.ZodType): unknown {
  if (!isPlainObject(before)) return value;
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const unknown = Object.entries(before).filter(([name]) => !known.includes(name));
  return { ...value, ...Object.fromEntries(unknown) };
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInnerPath(path: string): boolean {
  if (path === '' || path.includes('\\') || path.includes('\0') || /^[a-z]:/i.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function hasOnePlaceholder(pattern: string): boolean {
  return pattern.split(VERSION_PLACEHOLDER).length === 2;
}
