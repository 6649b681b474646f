/** Terms that screens explain; each begins a line of a list in docs/guide.md in bold, and at the same place in each translation. */
export const GUIDE_TERMS = [
  'Version',
  'X-Plane versions',
  'Package id',
  'Access',
  'Platforms',
  'Dependencies and incompatibilities',
  'Release notes',
  'Registry',
  'Token',
  'Rehearsal',
  'Storage',
  'Destination',
  'Once files',
  'Channel',
  'Role',
] as const;
export type GuideTerm = (typeof GUIDE_TERMS)[number];
