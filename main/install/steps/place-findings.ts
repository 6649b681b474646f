import type { Finding } from '../../../preload/contract.ts';
import { KIND_NAMES } from '../../addon/index.ts';
import { finding, type TryRule } from '../findings.ts';
import { type Find, misnamedPlugins } from '../xplane/finds.ts';
import { type AddonKind, PLACE_NAMES } from '../xplane/places.ts';

/** Whether X-Plane finds an add-on of this kind among what came, and if not, why. */
export function placeFindings(
  kind: AddonKind,
  came: readonly string[],
  found: readonly Find[],
  rule: TryRule,
): Finding[] {
  const severity = rule === 'try-by-hand' ? 'warning' : 'error';
  const findings = misnamedPlugins(came).map((file) =>
    finding(
      rule,
      severity,
      `X-Plane does not load this plugin and says nothing about it: in this folder it loads only ${pluginName(file)}. Install it into a folder with the name of the .xpl.`,
      file,
    ),
  );
  const place = PLACE_NAMES[kind];
  if (place === undefined || came.length === 0) return findings;
  const isFound = found.some((find) => find.kind === kind || (kind === 'library' && find.kind === 'scenery'));
  if (isFound || findings.length > 0) return findings;
  const at = commonFolder(came);
  findings.push(
    finding(
      rule,
      severity,
      `X-Plane would not find the ${KIND_NAMES[kind]}: it lies in ${at || 'the X-Plane folder itself'}, and X-Plane looks in ${place}.`,
      at,
    ),
  );
  return findings;
}

function pluginName(file: string): string {
  const [, , folder = '', platform = ''] = file.split('/');
  return `${platform}/${folder}.xpl`;
}

function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files;
  let common = first.split('/').slice(0, -1);
  for (const other of others) {
    const parts = other.split('/');
    const differs = common.findIndex((part, index) => part !== parts[index]);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return common.join('/');
}
