import { join } from 'node:path';
import type { Detection } from '../detect/detection.ts';
import { readRange } from '../scan/read-range.ts';
import type { ScanResult } from '../scan/scan.ts';
import type { WrittenVersion } from './written-version.ts';

const HEAD_BYTES = 8 * 1024;
const MOST_SCRIPTS = 50;
const HEAD_LINES = 40;
const NUMBER = String.raw`(\d+(?:\.\d+){1,3}(?:[-+ ]?(?:alpha|beta|rc|a|b)[.\d]*)?)(?![\w.]*\d)`;
const SAID = new RegExp(String.raw`\b(?:version|ver|rev|release)\b\.?\s*[:=]?\s*["']?v?${NUMBER}`, 'i');
const IN_TITLE = new RegExp(String.raw`(?<![\w.])v\.?\s?${NUMBER}`, 'i');
const ASSIGNED = new RegExp(
  String.raw`^(?:local\s+)?(?:__version__|(?:script_?)?version)\s*=\s*["']v?${NUMBER}["']`,
  'i',
);
/** A line about what the script runs in. */
const ABOUT_OTHER_SOFTWARE =
  /x-?plane|flywithlua|xppython|python\s*\d|lua\s*\d|sasl|librain|requires?\b|needs?\b|licen[cs]e|since\b|tested/i;

/** The version that the scripts of an add-on say at their beginning, when those that say one agree. */
export async function scriptVersion(
  { root }: Pick<ScanResult, 'root'>,
  { kind, candidates }: Pick<Detection, 'kind' | 'candidates'>,
): Promise<WrittenVersion | undefined> {
  if (kind !== 'flywithlua' && kind !== 'xppython3') return undefined;
  const scripts = candidates.flatMap(({ markers }) => markers).filter((path) => /\.(?:lua|py)$/i.test(path));
  let found: WrittenVersion | undefined;
  for (const path of scripts.slice(0, MOST_SCRIPTS)) {
    const head = await readRange(join(root, path), 0, HEAD_BYTES).catch(() => undefined);
    const version = head && versionInScript(head.toString('utf8'));
    if (version === undefined) continue;
    if (found !== undefined && found.version !== version) return undefined;
    found ??= { version, path };
  }
  return found;
}

/** Of the comment a script begins with, or of the variable that is named after it. */
export function versionInScript(text: string): string | undefined {
  let isQuoted = false;
  for (const whole of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .slice(0, HEAD_LINES)) {
    const line = whole.trim();
    const quotes = line.match(/"""|'''|--\[=*\[|\]=*\]/g)?.length ?? 0;
    const isComment = isQuoted || quotes > 0 || /^(?:--|#)/.test(line);
    if (quotes % 2 === 1) isQuoted = !isQuoted;
    const assigned = ASSIGNED.exec(line)?.[1];
    if (assigned !== undefined) return assigned;
    if (!isComment || ABOUT_OTHER_SOFTWARE.test(line)) continue;
    const said = (SAID.exec(line) ?? IN_TITLE.exec(line))?.[1];
    if (said !== undefined) return said;
  }
  return undefined;
}
