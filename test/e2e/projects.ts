import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type ShellName = 'browser' | 'desktop' | 'electron';
export type ShellOptions = { readonly shell: ShellName };

/** The path of Electron's own runtime where it was downloaded, else null. */
export function electronRuntime(): string | null {
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : null;
}
