import type { Finding } from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import { finding, type TryRule } from '../findings.ts';
import { type Find, misnamedPlugins } from '../xplane/finds.ts';
import { type AddonKind, HAS_PLACE } from '../xplane/places.ts';

/** Whether X-Plane finds an add-on of this kind among what came, and if not, why. */
export function placeFindings(
  kind: AddonKind,
  came: readonly string[],
  found: readonly Find[],
  rule: TryRule,
): Finding[] {
  const severity = rule === 'try-by-hand' ? 'warning' : 'error';
  const findings = misnamedPlugins(came).map((file) =>
    finding(rule, severity, message('try-place.notLoaded', pluginName(file)), file),
  );
  if (!HAS_PLACE.has(kind) || came.length === 0) return findings;
  const isFound = found.some((find) => find.kind === kind || (kind === 'library' && find.kind === 'scenery'));
  if (isFound || findings.length > 0) return findings;
  const at = folderOfMarker(kind, came);
  findings.push(finding(rule, severity, message('try-place.notFound', kind, at), at));
  return findings;
}

function pluginName(file: string): string {
  const [, , folder = '', platform = ''] = file.split('/');
  return `${platform}/${folder}.xpl`;
}

/** What an add-on of a kind is known by, wherever it lies. */
const MARKERS: Readonly<Partial<Record<AddonKind, RegExp>>> = {
  aircraft: /\.acf$/i,
  scenery: /\/Earth nav data\/.*(?:\.dsf|apt\.dat)$/i,
  library: /\/library\.txt$/i,
  plugin: /\.xpl$/i,
  flywithlua: /\.lua$/i,
  xppython3: /\/PI_[^/]*\.py$/i,
};

function folderOfMarker(kind: AddonKind, files: readonly string[]): string {
  const file = files.find((path) => MARKERS[kind]?.test(path)) ?? files[0] ?? '';
  const folder = kind === 'scenery' ? file.replace(/\/Earth nav data\/.*$/i, '/') : file;
  return folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
}
