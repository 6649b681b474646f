import type { PackageType } from '../identity/package-types.ts';

// Sakura: "@default" is the package's own folder, "$(...)" a part made of a variable.
const AIRCRAFT_FOLDER = '/Aircraft/"Extra Aircraft"/$(@packageName)';

export const SCRIPT_FILES = ['install.ska', 'uninstall.ska', 'upgrade.ska'] as const;
export type ScriptFile = (typeof SCRIPT_FILES)[number];

export function isScriptFile(name: string): name is ScriptFile {
  return SCRIPT_FILES.some((script) => script === name);
}

/** What the registry adds when the author left a script out; only aircraft have defaults (XPKG.md section 4). */
export function defaultScript(type: PackageType, script: ScriptFile): string | undefined {
  if (type !== 'aircraft') return undefined;
  switch (script) {
    case 'install.ska':
      return `COPY @default TO ${AIRCRAFT_FOLDER}\n`;
    case 'uninstall.ska':
      return `DELETE ${AIRCRAFT_FOLDER}\n`;
    case 'upgrade.ska':
      return undefined;
  }
}
