export type { Account, OwnPackage, VersionData } from './answers.ts';
export { ArchiveFault, type ArchiveToSend, identifyFile } from './archive-stream.ts';
export type { RegistryClient, VersionName } from './client.ts';
export { type ClientsOptions, CONNECTION_NOT_READY, RegistryClients } from './clients.ts';
export { testConnection } from './connection-test.ts';
export { perform, TIMEOUTS, type Timeouts } from './http.ts';

export { explainAnswer, type Reply } from './reply.ts';
export type { SendOutcome } from './send-archive.ts';
export { keyFingerprint, openSignedIndex } from './static-registry.ts';
