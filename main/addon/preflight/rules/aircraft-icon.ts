import { message } from '../../../../preload/messages/index.ts';
import { keptCopies } from '../copies.ts';
import { aircraftLaidOver } from '../references/named-files.ts';
import type { Rule } from '../rule.ts';

export const aircraftIcon: Rule = {
  id: 'aircraft-icon',
  concerns: (path) => /(\.acf|\.obj|_icon11\.png|_icon11_thumb\.png)$/i.test(path),
  async check(context) {
    const { scan, detection } = context;
    if (detection.kind !== 'aircraft') return [];
    const laidOver = await aircraftLaidOver(context);
    // What is told to be a copy is not to be completed.
    const copies = new Set(keptCopies(scan.entries).map(({ entry }) => entry.path));
    const all = new Set(scan.entries.map(({ path }) => path.toLowerCase()));
    return scan.entries
      .filter(({ path }) => /[^/]\.acf$/i.test(path) && !path.includes('_TCAS_AI_'))
      .filter(
        ({ path }) =>
          !laidOver.has(path) && !copies.has(path) && !all.has(`${path.slice(0, -4).toLowerCase()}_icon11.png`),
      )
      .map(({ path }) => ({
        severity: 'warning' as const,
        path,
        message: message('aircraft-icon.missing', `${path.slice(path.lastIndexOf('/') + 1, -4)}_icon11.png`),
      }));
  },
};
