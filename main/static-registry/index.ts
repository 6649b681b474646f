// The read-only part of a registry as files for any web space: written here, read by publish/client like a live one.

export {
  type ExportSource,
  exportRegistry,
  type RegistryExport,
  readSiteIndex,
} from './export-registry.ts';
export { StaticRegistryFault } from './fault.ts';
export { aboutRegistry, registrySource, SourceFault } from './registry-source.ts';
export { loadSigningKey, publicKeyOf, readSigningKey } from './signing-key.ts';
export { folderSite, type Site } from './site.ts';
