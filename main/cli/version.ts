import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

// The package is built with its version in it (assets/pack-cli.ts); run from the sources, package.json says it.
declare const LOADMASTER_VERSION: string | undefined;

export async function ownVersion(): Promise<string> {
  if (typeof LOADMASTER_VERSION === 'string') return LOADMASTER_VERSION;
  const text = await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}
