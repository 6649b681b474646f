import { readFile } from 'node:fs/promises';

/** Linux's word for "every system call is filtered", as each of Chromium's sandboxed processes is. */
const FILTERED = '2';

/**
 * Whether the page's process is in Chromium's sandbox, by what the kernel says; undefined where it cannot be told.
 * An AppImage starts without one where the system allows no user namespaces, and nothing else shows it.
 */
export async function pageIsSandboxed(
  processId: number,
  read: (path: string) => Promise<string> = (path) => readFile(path, 'utf8'),
): Promise<boolean | undefined> {
  if (process.platform !== 'linux') return undefined;
  const status = await read(`/proc/${processId}/status`).catch(() => '');
  const filter = /^Seccomp:\s*(\d)/m.exec(status)?.[1];
  return filter === undefined ? undefined : filter === FILTERED;
}
