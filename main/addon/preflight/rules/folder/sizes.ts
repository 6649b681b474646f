import { message } from '../../../../../preload/messages/index.ts';
import { MAX_UNPACKED_BYTES } from '../../../../../protocol/index.ts';
import type { FileEntry } from '../../../scan/entry.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

const GIB = 1024 ** 3;
/** The last server also refused archives over this. */
const MOST_ZIPPED = 5 * GIB;

/** Share that is left after packing, as measured on typical add-ons; only good enough for a warning. */
const SHARE_BY_EXTENSION: ReadonlyMap<string, number> = new Map(
  Object.entries({
    png: 1,
    jpg: 1,
    jpeg: 1,
    ogg: 1,
    mp3: 1,
    zip: 1,
    '7z': 1,
    dsf: 0.95,
    bank: 0.95,
    dds: 0.6,
    wav: 0.85,
    xpl: 0.45,
    obj: 0.2,
    acf: 0.15,
    txt: 0.25,
    lua: 0.25,
  }),
);
const OTHER_SHARE = 0.6;

export const sizes: Rule = {
  id: 'sizes',
  check({ scan }) {
    const total = scan.entries.reduce((sum, entry) => sum + entry.size, 0);
    const zipped = likelyZipped(scan.entries);
    const findings: RuleFinding[] = [];
    if (total > MAX_UNPACKED_BYTES) {
      findings.push({
        severity: 'error',
        key: 'unpacked',
        message: message('sizes.unpacked', total, MAX_UNPACKED_BYTES / GIB),
        why: message('sizes.whyUnpacked', MAX_UNPACKED_BYTES / GIB),
      });
    } else if (zipped > MOST_ZIPPED) {
      findings.push({
        severity: 'warning',
        key: 'zipped',
        message: message('sizes.zipped', zipped, MOST_ZIPPED / GIB),
      });
    }
    return findings;
  },
};

export function likelyZipped(entries: readonly FileEntry[]): number {
  let sum = 0;
  for (const { path, size } of entries) {
    sum += size * (SHARE_BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? OTHER_SHARE);
  }
  return Math.round(sum);
}
