import type { AddonContents, AddonSummary, Finding } from '../../../preload/contract.ts';

export const ALL_PLATFORMS = { macOS: true, windows: true, linux: true } as const;

export function makeAddon(change: Partial<AddonSummary> & { readonly id: string }): AddonSummary {
  return {
    folder: `/home/author/addons/${change.id}`,
    name: change.id,
    kind: 'aircraft',
    packageId: `horizon.${change.id}`,
    packageType: 'aircraft',
    platforms: ALL_PLATFORMS,
    state: 'ready',
    problem: null,
    sizeBytes: 1_840_000_000,
    fileCount: 2310,
    findings: { error: 0, warning: 0, note: 0 },
    watch: { state: 'watching' },
    lastPublished: null,
    changedSince: null,
    picture: null,
    ...change,
  };
}

export function exampleAddons(now: number): AddonSummary[] {
  return [
    makeAddon({
      id: 'velis',
      name: 'Velis Electro',
      findings: { error: 0, warning: 2, note: 1 },
      lastPublished: { connectionId: 'local', version: '1.2.0', status: 'processed', at: now - 86_400_000 },
      changedSince: { since: '1.2.0', added: 2, changed: 11, removed: 1 },
    }),
    makeAddon({
      id: 'lowi',
      name: 'LOWI Innsbruck',
      kind: 'scenery',
      packageId: 'horizon.lowi.scenery',
      sizeBytes: 3_120_000_000,
      fileCount: 9874,
      lastPublished: { connectionId: 'local', version: '2.0.0b3', status: 'failed_no_file_dir', at: now - 3_600_000 },
    }),
    makeAddon({
      id: 'gpu',
      name: 'Ground Power',
      kind: 'plugin',
      sizeBytes: 66_000_000,
      fileCount: 118,
      platforms: { macOS: true, windows: true, linux: false },
    }),
    makeAddon({ id: 'checklist', name: 'Checklist Reader', kind: 'plugin', sizeBytes: 2_400_000, fileCount: 36 }),
    makeAddon({ id: 'dr401', name: 'DR401 CDI', sizeBytes: 612_000_000, fileCount: 1204 }),
    makeAddon({ id: 'gone', name: 'Old Hangar Pack', kind: 'library', state: 'missing', watch: { state: 'missing' } }),
    makeAddon({ id: 'broken', name: 'Broken', findings: { error: 3, warning: 1, note: 0 }, kind: 'livery' }),
    makeAddon({ id: 'long', name: `${'Very long name '.repeat(17)}`.slice(0, 255), kind: 'csl', packageId: null }),
    makeAddon({ id: 'rtl', name: 'מטוס קל 🛩️ طائرة', kind: 'flywithlua', packageId: 'horizon.rtl-test' }),
    makeAddon({ id: 'reading', name: 'Just added', state: 'reading', fileCount: 0, sizeBytes: 0, packageId: null }),
  ];
}

/** A tree like an aircraft's: liveries, objects, plugins, and things that are ignored. */
export function makeContents(files: number): AddonContents {
  const paths: string[] = [];
  const sizes: number[] = [];
  const ignoredBy: number[] = [];
  const kinds = [
    'objects/part',
    'liveries/OE-XYZ/objects/skin',
    'cockpit_3d/gauge',
    'sounds/engine',
    'plugins/avionics/data/page',
  ];
  const types = ['obj', 'dds', 'png', 'wav', 'lua'];
  for (let at = 0; at < files; at++) {
    const kind = at % kinds.length;
    paths.push(`${kinds[kind]}${Math.floor(at / 500)}/file_${String(at).padStart(5, '0')}.${types[kind]}`);
    sizes.push(200 + ((at * 7919) % 90_000) * (kind === 1 ? 60 : 1));
    ignoredBy.push(at % 97 === 0 ? 0 : -1);
  }
  paths.push('velis.acf', 'readme.txt', '.DS_Store', 'old/readme.bak', 'objects/.DS_Store');
  sizes.push(812_000, 4100, 6148, 900, 6148);
  ignoredBy.push(-1, -1, 1, 0, 1);
  return {
    paths,
    sizes,
    ignoredBy,
    rules: [
      { pattern: '*.bak', source: 'loadmaster.json' },
      { pattern: '.DS_Store', source: 'built in' },
    ],
    zip: { folder: 'horizon.velis/', moved: [] },
  };
}

export function makeFindings(count: number): Finding[] {
  const examples: Omit<Finding, 'id'>[] = [
    {
      rule: 'link',
      severity: 'error',
      path: 'objects/shared.obj',
      message: 'This is a symbolic link.',
      why: 'The registry refuses archives with links: failed_invalid_file_types.',
      fix: { label: 'Replace by the file', description: 'Copies the file the link points to in its place.' },
    },
    {
      rule: 'no-install-script',
      severity: 'warning',
      message: 'There is no install script.',
      why: 'The registry writes default scripts for aircraft only; users of a scenery could not install it.',
      fix: { label: 'Create the script', description: 'Writes install.ska and uninstall.ska.' },
    },
    {
      rule: 'junk',
      severity: 'note',
      path: 'objects/.DS_Store',
      message: 'Left out of the zip.',
      why: 'Files that macOS or Windows leave in folders are of no use to X-Plane.',
    },
    {
      rule: 'big-texture',
      severity: 'warning',
      path: 'liveries/OE-XYZ/objects/wing.png',
      message: 'A PNG of 48 MB where a DDS would be 22 MB and load faster.',
      why: 'Your storage on the registry is limited.',
    },
  ];
  return Array.from({ length: count }, (_, at) => {
    const example = examples[at % examples.length]!;
    const path = example.path && at >= examples.length ? `folder${at}/${example.path}` : example.path;
    return { ...example, id: `f${at}`, ...(path !== undefined && { path }) };
  });
}

const KINDS = [
  'aircraft',
  'scenery',
  'plugin',
  'livery',
  'library',
  'flywithlua',
  'xppython3',
  'csl',
  'navdata',
  'other',
] as const;

/** A Hangar as full as it gets: every kind, and every state that a folder can be in. */
export function manyAddons(count: number, now: number): AddonSummary[] {
  return Array.from({ length: count }, (_, at) => {
    const version = `${1 + (at % 4)}.${at % 10}.0`;
    const published =
      at % 3 === 0 ? null : { connectionId: 'local', version, status: 'processed', at: now - at * 3_600_000 };
    return makeAddon({
      id: `addon-${at}`,
      name: `${['Velis', 'Innsbruck', 'Ground Power', 'Night Wing', 'Alpine Objects'][at % 5]} ${at}`,
      kind: KINDS[at % KINDS.length] ?? 'other',
      sizeBytes: 1_000_000 * (1 + ((at * 37) % 900)),
      fileCount: 20 + ((at * 13) % 4000),
      findings: { error: at % 11 === 0 ? 2 : 0, warning: at % 4 === 0 ? 3 : 0, note: 0 },
      lastPublished: published,
      changedSince: published && { since: version, added: 0, changed: at % 2, removed: 0 },
      picture: at % 5 === 1 ? `preview ${at}` : null,
    });
  });
}
