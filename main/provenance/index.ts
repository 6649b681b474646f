/** The room that says what is inside a release. Neighbours import from here only. */
export type { ReleasedFile } from './inspect-files.ts';
export { sbomOf, versionInSbom } from './sbom.ts';
