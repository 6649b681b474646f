export type { OwnPackage, VersionData } from './answers.ts';
export { ArchiveFault, type ArchiveToSend, identifyFile } from './archive-stream.ts';
export { createRegistryClient, type RegistryClient, type VersionName } from './client.ts';
export { type ClientsOptions, CONNECTION_NOT_READY, RegistryClients } from './clients.ts';
export { testConnection } from './connection-test.ts';
export { perform, TIMEOUTS, type Timeouts } from './http.ts';
export { Limiter, type RouteName } from './limiter.ts';
export { explainAnswer, type Reply } from './reply.ts';
export type { SendOutcome } from './send-archive.ts';
