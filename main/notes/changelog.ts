import { Lexer, type Token } from 'marked';
import { isSameVersion, versionInHeading } from '../addon/index.ts';

/** What a change log says about one version. `version` is undefined for what is not released yet. */
export interface ChangelogSection {
  readonly version: string | undefined;
  readonly heading: string;
  readonly body: string;
}

interface Draft {
  readonly version: string | undefined;
  readonly heading: string;
  readonly depth: number;
  readonly parts: string[];
}

const UNRELEASED = /\b(?:unreleased|upcoming|next (?:version|release)|in development)\b/i;
/** A line that is nothing but a version, perhaps with a date: `1.2.0 (2024-05-01):`, `**v1.2**`, `=== 1.2 ===`. */
const VERSION_LINE =
  /^[#=*_\s]*\[?(?:version|release|ver\.?)?\s*v?\d+(?:\.\d+){1,3}[-+ ]?(?:(?:alpha|beta|rc|a|b)[.\d]*)?\]?(?:[\s*_:=,()[\]/–—-]|\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|st\b|nd\b|rd\b|th\b|released?\b|on\b)*$/i;
const FENCE = /^\s{0,3}(?:```|~~~)/;

/**
 * The sections of a change log, newest first as they stand there: headings that name a version (Keep a Changelog and its like), or,
 * where no heading does, lines that are nothing but a version.
 */
export function changelogSections(text: string): ChangelogSection[] {
  const { tokens, definitions } = blocksOf(text);
  const byHeading = sectionsByHeading(tokens);
  const sections = byHeading.some(({ version }) => version !== undefined) ? byHeading : sectionsByLine(text);
  return sections.map(({ version, heading, parts }) => ({
    version,
    heading,
    body: withDefinitions(parts.join('').trim(), definitions),
  }));
}

/** The section of a version; for one that is not there, what stands under Unreleased at the top. */
export function sectionFor(
  sections: readonly ChangelogSection[],
  version: string | undefined,
): ChangelogSection | undefined {
  const told = sections.filter(({ body }) => body !== '');
  if (version === undefined) return told[0];
  const found = told.find((section) => section.version !== undefined && isSameVersion(section.version, version));
  return found ?? (told[0]?.version === undefined ? told[0] : undefined);
}

function blocksOf(text: string): { tokens: Token[]; definitions: string[] } {
  const tokens = new Lexer({ gfm: true }).blockTokens(text, []);
  const definitions = tokens.filter(({ type }) => type === 'def').map(({ raw }) => raw.trim());
  return { tokens, definitions };
}

function sectionsByHeading(tokens: readonly Token[]): Draft[] {
  const sections: Draft[] = [];
  let open: Draft | undefined;
  for (const token of tokens) {
    if (token.type === 'heading') {
      const { text, depth } = token as { readonly text: string; readonly depth: number };
      const heading = plainHeading(text);
      const version = versionInHeading(heading);
      const begins = version !== undefined || UNRELEASED.test(heading);
      // Below a version `### Fixed for 1.1` is a part of it, not another one.
      if (open === undefined ? begins : depth <= open.depth) {
        open = begins ? { version, heading, depth, parts: [] } : undefined;
        if (open) sections.push(open);
        continue;
      }
    }
    if (token.type !== 'def') open?.parts.push(token.raw);
  }
  return sections;
}

function sectionsByLine(text: string): Draft[] {
  const sections: Draft[] = [];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    const heading = plainHeading(line);
    const isUnderline = /^[=-]{3,}\s*$/.test(line);
    if (!isCode && VERSION_LINE.test(line.trim())) {
      sections.push({ version: versionInHeading(heading), heading, depth: 0, parts: [] });
    } else if (!(isUnderline && sections.at(-1)?.parts.length === 0)) sections.at(-1)?.parts.push(`${line}\n`);
  }
  return sections;
}

/** `[1.2.0](https://...) - 2024` and `**1.2.0**` without their marks. */
function plainHeading(text: string): string {
  return text
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/[[\]*_`]/g, '')
    .replaceAll(/^[#=\s]+|[=\s]+$/g, '');
}

/** Links by reference mean nothing without the lines at the end of the file that say where they go. */
function withDefinitions(body: string, definitions: readonly string[]): string {
  const used = definitions.filter((line) => {
    const name = /^\[([^\]]+)\]:/.exec(line)?.[1];
    return name !== undefined && body.toLowerCase().includes(`[${name.toLowerCase()}]`);
  });
  return used.length === 0 ? body : `${body}\n\n${used.join('\n')}`;
}
