import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

// What stock Electron does when it is started with the folder or the main script of an app.

const given = process.argv.slice(1).filter((argument) => !argument.startsWith('-'));
const target = resolve(given[0] ?? '.');
const manifest = join(target, 'package.json');
process.defaultApp = true;
if (existsSync(manifest)) {
  const { name, productName, version } = JSON.parse(readFileSync(manifest, 'utf8'));
  app.setName(productName ?? name);
  if (version) app.setVersion(version);
}
const entry = createRequire(join(target, 'any.js')).resolve(target);
app.setAppPath(existsSync(manifest) ? target : dirname(entry));
await import(pathToFileURL(entry).href);
