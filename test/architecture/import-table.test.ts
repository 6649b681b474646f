import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importFault, roomOf } from './check-import.ts';
import { readImports } from './read-imports.ts';
import { root, sourceFiles } from './source-files.ts';

test('every file keeps to the import table', () => {
  expect(sourceFiles.length).toBeGreaterThan(20);
  const faults = sourceFiles.flatMap((file) =>
    readImports(file, readFileSync(`${root}${file}`, 'utf8')).flatMap(({ specifier, line }) => {
      const fault = importFault(file, specifier);
      return fault === null ? [] : [`${file}:${line} ${fault}`];
    }),
  );
  expect(faults).toEqual([]);
});

test('every file stands in a room', () => {
  expect(sourceFiles.filter((file) => roomOf(file) === undefined)).toEqual([]);
});

const WRONG: readonly (readonly [file: string, source: string])[] = [
  ['protocol/identity/version.ts', `import { readFile } from 'node:fs/promises';`],
  ['protocol/identity/version.ts', `import { readFile } from 'fs';`],
  ['protocol/identity/version.ts', `import got from 'got';`],
  ['protocol/identity/version.ts', `import type { call } from '../../preload/contract.ts';`],
  ['preload/messages/in-words.ts', `import { RULES } from '../../main/addon/index.ts';`],
  ['main/addon/scan/scan.ts', `import { messages } from '../../../preload/messages/de/index.ts';`],
  ['protocol/identity/version.ts', `export * from '../../main/addon/index.ts';`],
  ['preload/contract.ts', `import { ipcRenderer } from 'electron';`],
  ['preload/contract/addons.ts', `type App = import('electron').App;`],
  ['preload/bridge.ts', `import { scanAddon } from '../main/addon/index.ts';`],
  ['preload/bridge.ts', `import { App } from '../renderer/app.tsx';`],
  ['preload/bridge.ts', `import { parseVersion } from '../protocol/version.ts';`],
  ['preload/index.ts', `import { join } from 'node:path';`],
  ['renderer/app.tsx', `import { ipcRenderer } from 'electron';`],
  ['renderer/app.tsx', `const { ipcRenderer } = require('electron');`],
  ['renderer/app.tsx', `import { join } from 'node:path';`],
  ['renderer/app.tsx', `import { openPublisher } from '../main/publish/index.ts';`],
  ['renderer/app.tsx', `import { bridge } from '../preload/index.ts';`],
  ['renderer/app.tsx', `import { parseVersion } from '../protocol/version.ts';`],
  ['renderer/app.tsx', `import got from 'got';`],
  ['renderer/screens/home.tsx', `const load = () => import('../../main/settings/index.ts');`],
  ['main/addon/scan.ts', `import { app } from 'electron';`],
  ['main/settings/store.ts', `import Store from 'electron-store';`],
  ['main/registry/serve.ts', `import { useState } from 'react';`],
  ['main/archive/plan.ts', `import { walk } from '../addon/scan/walk.ts';`],
  ['main/archive/plan.ts', `const { walk } = await import('../addon/scan/walk.ts');`],
  ['main/archive/plan.ts', 'const { walk } = await import(`../addon/scan/walk.ts`);'],
  ['main/publish/runner.ts', `import { parseVersion } from '../../protocol/identity/version.ts';`],
  ['main/publish/runner.ts', `import { openWindow } from '../electron/index.ts';`],
  ['main/publish/runner.ts', `import { serve } from '../browser/index.ts';`],
  ['main/publish/runner.ts', `import { run } from '../cli/index.ts';`],
  ['main/publish/runner.ts', `import { openApp } from '../app/open-app.ts';`],
  ['main/publish/runner.ts', `import { openApp } from '../app/index.ts';`],
  ['main/publish/runner.ts', `import { App } from '../../renderer/app.tsx';`],
  ['main/publish/runner.ts', `import bridge from '../../preload/index.ts';`],
  ['main/publish/runner.ts', `const late = (name: string) => import(name);`],
  ['main/publish/runner.ts', `const late = (name: string) => import(\`../\${name}/index.ts\`);`],
  ['main/publish/runner.ts', `const late = (name: string) => import(\`./\${name}\`);`],
  ['main/publish/runner.ts', `const late = (name: string) => import(\`./a/\${name}/\${name}.ts\`);`],
  ['main/app/build.ts', `import { openJournal } from '../publish/journal.ts';`],
  ['main/app/open-app.ts', `import { app } from 'electron';`],
  ['main/app/open-app.ts', `import { serve } from '../browser/index.ts';`],
  ['main/start.ts', `import { app } from 'electron';`],
  ['main/browser/serve.ts', `import { openWindow } from '../electron/window.ts';`],
  ['main/browser/serve.ts', `import { app } from 'electron';`],
  ['main/cli/index.ts', `import { serve } from '../browser/index.ts';`],
  ['main/electron/index.ts', `import { run } from '../cli/index.ts';`],
  ['main/electron/index.ts', `import { App } from '../../renderer/app.tsx';`],
  ['main/index.ts', `import { openApp } from './app/open-app.ts';`],
];

test.each(WRONG)('a wrong import is found: %s %s', (file, source) => {
  const faults = readImports(file, source).map(({ specifier }) => importFault(file, specifier));
  expect(faults).toEqual([expect.any(String)]);
});

const RIGHT: readonly (readonly [file: string, source: string])[] = [
  ['protocol/identity/version.ts', `import { z } from 'zod'; import './text.ts'; export { a } from './result.ts';`],
  ['preload/index.ts', `import { contextBridge } from 'electron'; import { z } from 'zod'; import './contract.ts';`],
  ['preload/contract/addons.ts', `import { PACKAGE_TYPES } from '../../protocol/index.ts';`],
  [
    'renderer/app.tsx',
    `import { useState } from 'react'; import { createRoot } from 'react-dom/client'; import './app.css';`,
  ],
  ['renderer/app.tsx', `import '@mantine/core/styles.css'; import { x } from '../preload/contract/addons.ts';`],
  ['renderer/app.tsx', `import icon from '../assets/icon.svg'; const page = import('./screens/home.tsx');`],
  ['main/archive/plan.ts', `import { scanAddon } from '../addon/index.ts'; import './layout.ts'; import 'node:fs';`],
  ['main/archive/plan.ts', `import type { Finding } from '../../preload/contract.ts'; import z from 'zip-stream';`],
  ['main/registry/routes/upload.ts', `import { db } from '../storage/store.ts';`],
  ['main/app/open-app.ts', `import { openPublisher } from '../publish/index.ts'; import './handlers/app.ts';`],
  ['main/app/handlers/app.ts', `import type { AppServices } from '../app/open-app.ts';`],
  ['preload/messages/page.ts', `const words = (code: string) => import(\`./\${code}/page/index.ts\`);`],
  ['main/start.ts', `const { serve } = await import('./browser/index.ts');`],
  [
    'main/electron/window.ts',
    `import { app } from 'electron'; import Store from 'electron-store'; import '../app/open-app.ts';`,
  ],
  ['main/cli/index.ts', `import { openApp } from '../app/open-app.ts'; import { x } from '../publish/index.ts';`],
];

test.each(RIGHT)('a right import passes: %s %s', (file, source) => {
  const imports = readImports(file, source);
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.map(({ specifier }) => importFault(file, specifier)).filter(Boolean)).toEqual([]);
});
