import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What this benchmark alone needs: the client that makes the crowd, the registry it is compared with, and the SDK's own
// upload. 300 packages that nothing else needs, so they are fetched at the first run and kept.

const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/bench-hosting/', import.meta.url));

const own = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>;
};

const PACKAGE = JSON.stringify({
  private: true,
  dependencies: {
    autocannon: '9.0.0',
    verdaccio: '6.10.4',
    '@aws-sdk/client-s3': own.dependencies['@aws-sdk/client-s3'],
    '@aws-sdk/lib-storage': own.dependencies['@aws-sdk/client-s3'],
  },
  // Verdaccio asks for it by a tag, which not every mirror has.
  overrides: { 'node-fetch': '2.7.0' },
});

export interface Tools {
  readonly autocannon: string;
  readonly verdaccio: string;
  require(name: string): unknown;
}

export function fetchTools(): Tools {
  const file = join(FOLDER, 'package.json');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== PACKAGE) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, PACKAGE);
    try {
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
        cwd: FOLDER,
        stdio: 'inherit',
      });
    } catch (error) {
      // Or the next run would take it for whole.
      writeFileSync(file, '{}');
      throw error;
    }
  }
  const require = createRequire(file);
  return {
    autocannon: join(FOLDER, 'node_modules/autocannon/autocannon.js'),
    verdaccio: join(FOLDER, 'node_modules/verdaccio/bin/verdaccio'),
    require: (name) => require(name) as unknown,
  };
}
