import { rm } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import { type Registry, type RegistryOptions, startRegistry } from '../../../main/registry/start.ts';
import { makeFolder } from '../../make-folder.ts';
import { enginesFor } from './engines.ts';

export const TOKEN = 'token-of-author-1';

/** The state every case of the vectors begins with. */
export function vectorSeed(permissions = 1, versionUploadPackages: string[] = []) {
  const statuses = [
    ['1.0.0', 'processed'],
    ['1.1.0', 'processing'],
    ['1.2.0', 'removed'],
    ['1.3.0', 'failed_macosx'],
    ['1.4.0', 'failed_no_file_dir'],
    ['1.5.0', 'failed_manifest_exists'],
    ['1.6.0', 'failed_invalid_file_types'],
    ['1.7.0', 'failed_file_too_large'],
    ['1.8.0', 'failed_not_enough_space'],
    ['1.9.0', 'failed_server'],
    ['1.10.0', 'aborted'],
  ] as const;
  return {
    authors: [
      { authorId: 'AUTHOR1', tokens: [{ token: TOKEN, permissions, versionUploadPackages }] },
      { authorId: 'AUTHOR2', tokens: [{ token: 'token-of-author-2' }] },
    ],
    packages: [
      {
        packageId: 'example.package1',
        packageName: 'Example Package 1',
        authorId: 'AUTHOR1',
        versions: statuses.map(([version, status]) => ({ version, status })),
      },
      { packageId: 'example.package2', packageName: 'Example Package 2', authorId: 'AUTHOR1' },
      { packageId: 'another.package', authorId: 'AUTHOR2', versions: [{ version: '1.0.0' }] },
    ],
  };
}

/** A folder that is gone when the test is. */
export async function temporaryFolder(): Promise<string> {
  const folder = makeFolder('registry-test');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A registry of its own for one test, without rate limits unless asked for. */
export async function openRegistry(options: Partial<RegistryOptions> = {}): Promise<Registry & { dataDir: string }> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const engines = await enginesFor(dataDir);
  const registry = await startRegistry({ rateLimits: false, seed: vectorSeed(), ...engines, ...options, dataDir });
  onTestFinished(() => registry.close());
  return { ...registry, dataDir };
}

/** Processing that never ends by itself, so that a version stays as its upload left it. */
export const neverProcessed: RunProcessing = (_, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

export const OK_UPLOAD: Readonly<Record<string, string>> = {
  packageId: 'example.package1',
  packageVersion: '2.0.0',
  xpSelection: '*',
  isPublic: 'true',
  isPrivate: 'false',
  isStored: 'true',
  dependencies: '[]',
  incompatibilities: '[]',
  supportsMacOS: 'false',
  supportsWindows: 'true',
  supportsLinux: 'true',
};
export const OK_RETRY: Readonly<Record<string, string>> = { packageId: 'example.package1', packageVersion: '1.3.0' };

export interface FormFile {
  readonly field?: string;
  readonly name?: string;
  readonly n?: number;
}

export function formOf(
  base: Readonly<Record<string, string>>,
  override: Readonly<Record<string, string | null>> = {},
  file: FormFile | 'absent' = {},
  content: BlobPart = 'not really a zip',
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...base, ...override })) {
    if (value !== null) form.append(name, value);
  }
  if (file === 'absent') return form;
  for (let count = 0; count < (file.n ?? 1); count += 1) {
    form.append(file.field ?? 'file', new Blob([content]), file.name ?? 'x.zip');
  }
  return form;
}

export interface Asked {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** One request as the author; the answer read to its end. */
export async function ask(url: string, init: RequestInit & { token?: string | null } = {}): Promise<Asked> {
  const { token = TOKEN, ...request } = init;
  const headers = new Headers(request.headers);
  if (token !== null) headers.set('Authorization', token);
  const response = await fetch(url, { ...request, headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

export function askJson(url: string, method: string, body: unknown): Promise<Asked> {
  return ask(url, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

type VersionData = Record<string, unknown> & { readonly status: string };

export async function versionData(registry: Registry, version: string, id = 'example.package1'): Promise<VersionData> {
  const { status, text } = await ask(`${registry.url}/account/packages/${id}/${version}`);
  if (status !== 200) throw new Error(`No version ${version}: ${status}`);
  return (JSON.parse(text) as { versionData: VersionData }).versionData;
}

/** For conditions that a busy machine takes its time over. */
export const PATIENT = { timeout: 10_000 };
