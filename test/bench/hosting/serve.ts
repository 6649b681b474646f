import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { RegistryOptions } from '../../../main/registry/start.ts';

// A hosted registry as a process of its own, as `serve --config` starts it but for the rate limits: 200 clients on one
// machine are one client to them. Only a program can leave them away; the command refuses to.

// As the command does: compiling costs a process 25 MB, and each start but the first finds it done.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../../node_modules/.cache/compile', import.meta.url));
enableCompileCache();

const [file = ''] = process.argv.slice(2);
const { startRegistry } = await import('../../../main/registry/start.ts');
const options = JSON.parse(readFileSync(file, 'utf8')) as RegistryOptions;
const registry = await startRegistry({ ...options, rateLimits: false, onError: (error) => console.error(error) });
console.log(JSON.stringify({ port: registry.port, operationsUrl: registry.operationsUrl }));
process.once('SIGTERM', () => void registry.close().then(() => process.exit(0)));
