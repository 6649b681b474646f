export type { LocalAccount } from './accounts/index.ts';
export { verifyRegistryProof } from './proof.ts';
export type { LoggedRequest } from './request-log.ts';
export { SeedError, type SeedInput } from './seed.ts';
export { type Registry, type RegistryOptions, type RegistrySettings, startRegistry } from './start.ts';

export { startRegistryWorker } from './worker-handle.ts';
