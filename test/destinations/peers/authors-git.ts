import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { tempFolder } from '../../temp-folder.ts';

/** In each test of this group git is set up as an author's, and not as the one's whose machine it is. */
export function useAuthorsGit(): void {
  beforeEach(() => {
    const config = join(tempFolder(), 'gitconfig');
    writeFileSync(config, '[user]\n\tname = An Author\n\temail = author@example.org\n[core]\n\tautocrlf = true\n');
    vi.stubEnv('GIT_CONFIG_GLOBAL', config);
    vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  });
  afterEach(() => vi.unstubAllEnvs());
}
