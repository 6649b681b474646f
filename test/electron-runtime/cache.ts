import { homedir } from 'node:os';
import { join } from 'node:path';
import { isRoot } from './test-user.ts';

/** Outside the checkout, and where the user that Electron runs as can read it. */
export function testCache(): string {
  const { LOADMASTER_TEST_CACHE, XDG_CACHE_HOME } = process.env;
  if (LOADMASTER_TEST_CACHE) return LOADMASTER_TEST_CACHE;
  const caches = isRoot() ? '/var/cache' : XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(caches, 'loadmaster-tests');
}
