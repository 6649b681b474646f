// The read-only part of a registry as files for any web space: written here, read by publish/client like a live one.

export { type ExportSource, exportRegistry, type RegistryExport, StaticRegistryFault } from './export-registry.ts';
export { loadSigningKey } from './signing-key.ts';
