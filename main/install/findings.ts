import { createHash } from 'node:crypto';
import type { Finding, Severity } from '../../preload/contract.ts';

export type TryRule =
  | 'try-dependencies'
  | 'try-install'
  | 'try-place'
  | 'try-upgrade'
  | 'try-uninstall'
  | 'try-by-hand'
  | 'try-skunkcrafts';

const WHY: Readonly<Record<TryRule, string>> = {
  'try-dependencies': 'The client installs a package with everything it needs, or not at all.',
  'try-install': 'What the script does here is what it does to everybody who installs the package.',
  'try-place': 'An add-on that X-Plane does not find is installed and cannot be used.',
  'try-upgrade': 'Users put liveries, settings and notes into add-ons and expect them to be there after an update.',
  'try-uninstall': 'Taking an add-on away leaves X-Plane as it was before it came.',
  'try-skunkcrafts':
    'The updater fetches each file of the list by itself and takes away what a list names; it knows nothing of scripts or folders.',
  'try-by-hand': 'Many users unzip an add-on themselves; at the wrong depth it is installed and invisible.',
};

/** One finding, in the shape the checks have. */
export function finding(rule: TryRule, severity: Severity, message: string, path?: string): Finding {
  const id = createHash('sha256')
    .update(`${rule}\0${path ?? ''}\0${message}`)
    .digest('hex')
    .slice(0, 16);
  return { id: `${rule}:${id}`, rule, severity, message, why: WHY[rule], ...(path !== undefined && { path }) };
}
