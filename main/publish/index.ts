// From an archive and a release form to a version that is processed, through every fault, with nothing sent twice.

export {
  type ClientsOptions,
  keyFingerprint,
  openSignedIndex,
  type RegistryClient,
  RegistryClients,
  type Reply,
  type SendOutcome,
  type Timeouts,
  testConnection,
  type VersionName,
} from './client/index.ts';
export { type JobIdentity, type JobToken, jobToken } from './job-token/job-token.ts';
export type { JournalFault, LoggedRelease, PublishedPath, ReleaseLog, ReleaseStep } from './journal/index.ts';
export { openPublisher } from './open-publisher.ts';
export { downloadPackage } from './packages/download.ts';
export { createPackageServices, type PackageServices } from './packages/services.ts';
export type {
  AddonChanges,
  AddonFacts,
  BuildRequest,
  ConnectionFacts,
  ConnectionSource,
  DraftStore,
  FileToSend,
  PublishMark,
  ReleaseBuilder,
} from './ports.ts';
export type { Publisher, PublisherOptions, ReleaseTarget, SubmitRequest, VersionTarget } from './publisher.ts';
export type { PublisherListener } from './runner/events.ts';
export { signInWithBrowser } from './sign-in/sign-in.ts';
