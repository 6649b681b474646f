import { readFileSync } from 'node:fs';
import { type RegistryOptions, startRegistry } from '../../../main/registry/start.ts';

// A hosted registry as a process of its own, as `serve --config` starts it but for the rate limits: 200 clients on one
// machine are one client to them. Only a program can leave them away; the command refuses to.

const [file = ''] = process.argv.slice(2);
const options = JSON.parse(readFileSync(file, 'utf8')) as RegistryOptions;
const registry = await startRegistry({ ...options, rateLimits: false, onError: (error) => console.error(error) });
console.log(JSON.stringify({ port: registry.port, operationsUrl: registry.operationsUrl }));
process.once('SIGTERM', () => void registry.close().then(() => process.exit(0)));
