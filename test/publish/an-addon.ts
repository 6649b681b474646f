import type { AddonSummary } from '../../preload/contract.ts';

export function anAddon(id: string): AddonSummary {
  return {
    id,
    folder: '/add-ons/one',
    name: 'Add-on one',
    kind: 'scenery',
    packageId: 'author.package',
    packageType: 'scenery',
    platforms: { macOS: true, windows: true, linux: true },
    state: 'ready',
    problem: null,
    sizeBytes: 1000,
    fileCount: 1,
    findings: { error: 0, warning: 0, note: 0 },
    watch: { state: 'watching' },
    lastPublished: null,
    changedSince: null,
    picture: null,
  };
}
