import { bridge } from '../bridge.ts';
import { createResource } from './resource.ts';

interface OfAddon {
  readonly addonId: string;
}
interface OfConnection {
  readonly connectionId: string;
}
interface OfPackage extends OfConnection {
  readonly packageId: string;
}
interface OfVersion extends OfPackage {
  readonly version: string;
}

function addonKey({ addonId }: OfAddon) {
  return addonId;
}

function packageKey({ connectionId, packageId }: OfPackage) {
  return `${connectionId}\n${packageId}`;
}

export const addonDetails = createResource(addonKey, ({ addonId }: OfAddon) =>
  bridge().addons.details({ id: addonId }),
);
export const addonContents = createResource(addonKey, ({ addonId }: OfAddon) =>
  bridge().addons.contents({ id: addonId }),
);
export const addonFindings = createResource(addonKey, ({ addonId }: OfAddon) =>
  bridge().addons.findings({ id: addonId }),
);
export const addonChanges = createResource(addonKey, ({ addonId }: OfAddon) =>
  bridge().addons.changes({ id: addonId }),
);
export const archiveEstimates = createResource(addonKey, ({ addonId }: OfAddon) =>
  bridge().archive.estimate({ addonId }),
);

/** Where an add-on's releases go. */
export const addonDestinations = createResource(addonKey, ({ addonId }: OfAddon) =>
  bridge().destinations.list({ addonId }),
);
/** What its users have today, place by place. */
export const versionsThere = createResource(addonKey, ({ addonId }: OfAddon) =>
  bridge().destinations.versions({ addonId }),
);

/** All that the author has on a registry. */
export const ownPackages = createResource(
  ({ connectionId }: OfConnection) => connectionId,
  ({ connectionId }: OfConnection) => bridge().packages.list({ connectionId }),
);
export const packageDetails = createResource(packageKey, ({ connectionId, packageId }: OfPackage) =>
  bridge().packages.get({ connectionId, packageId }),
);
/** Null on registries that know no roles. */
export const packageRoles = createResource(packageKey, ({ connectionId, packageId }: OfPackage) =>
  bridge().packages.roles({ connectionId, packageId }),
);
export const knownPackages = createResource(
  ({ connectionId }: OfConnection) => connectionId,
  ({ connectionId }: OfConnection) => bridge().packages.known({ connectionId }),
);
export const retryPlans = createResource(
  (version: OfVersion & { readonly addonId?: string }) => `${packageKey(version)}\n${version.version}`,
  (version) => bridge().publish.planRetry(version),
);

/** What happened to a submission, step by step. */
export const submissionLogs = createResource(
  ({ id }: { readonly id: string }) => id,
  ({ id }) => bridge().publish.log({ id }),
);

export const localTokens = createResource(
  () => 'tokens',
  (_: 'tokens') => bridge().registry.tokens(),
);
export const rehearsals = createResource(
  () => 'rehearsal',
  (_: 'rehearsal') => bridge().registry.rehearsal(),
);
export const outbox = createResource(
  () => 'outbox',
  (_: 'outbox') => bridge().registry.outbox(),
);
export const cacheUse = createResource(
  () => 'cache',
  (_: 'cache') => bridge().archive.cacheUse(),
);
export const diagnostics = createResource(
  () => 'diagnostics',
  (_: 'diagnostics') => bridge().app.diagnostics(),
);

/** Notes of the versions that went out from here. */
export const keptNotes = createResource(
  ({ packageId }: { readonly packageId: string }) => packageId,
  ({ packageId }) => bridge().notes.kept({ packageId }),
);
/** Markdown as main made it safe to show. */
export const renderedNotes = createResource(
  ({ text }: { readonly text: string }) => text,
  ({ text }) => bridge().notes.render({ text }),
);

const ALL = [
  addonDetails,
  addonContents,
  addonFindings,
  addonChanges,
  archiveEstimates,
  keptNotes,
  ownPackages,
  packageDetails,
  knownPackages,
  versionsThere,
  retryPlans,
  localTokens,
  rehearsals,
  outbox,
  cacheUse,
  diagnostics,
];

/** Asks again for everything that is on a screen, when anything may have changed unseen. */
export function refreshAll(): void {
  for (const resource of ALL) resource.refresh();
}
