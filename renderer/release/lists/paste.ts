import { DRAFT_LIMITS } from '../../../preload/contract/draft-limits.ts';
import { type FormRow, newRow } from '../form/model.ts';

export interface Pasted {
  readonly rows: readonly FormRow[];
  /** Lines (or entries, counted from 1) that are no row. */
  readonly problems: readonly { readonly line: number; readonly content: string }[];
  /** It begins like JSON and cannot be read as JSON. */
  readonly brokenJson: boolean;
}

const SHOWN = 60;

/** Reads a pasted list: JSON as the API has it, an object of id to selection, or one row on each line. */
export function parsePastedRows(text: string): Pasted {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[') && !trimmed.startsWith('{')) return parseLines(trimmed);
  try {
    return parseJson(JSON.parse(trimmed));
  } catch {
    return { rows: [], problems: [], brokenJson: true };
  }
}

/** Whether something pasted into one cell is meant as rows. */
export function looksLikeRows(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.includes('\n') || trimmed.startsWith('[[') || trimmed.startsWith('{');
}

function parseJson(value: unknown): Pasted {
  const entries: unknown[] = Array.isArray(value) ? value : Object.entries(value as object);
  const rows: FormRow[] = [];
  const problems: { line: number; content: string }[] = [];
  for (const [at, entry] of entries.entries()) {
    const row = rowOfEntry(entry);
    if (row) rows.push(row);
    else problems.push({ line: at + 1, content: shorten(JSON.stringify(entry)) });
  }
  return { rows, problems, brokenJson: false };
}

function rowOfEntry(entry: unknown): FormRow | undefined {
  if (Array.isArray(entry)) {
    const [id, selection = '*'] = entry as unknown[];
    return entry.length <= 2 ? rowOf(id, selection) : undefined;
  }
  if (typeof entry !== 'object' || entry === null) return undefined;
  const named = entry as Readonly<Record<string, unknown>>;
  const id = named.packageId ?? named.id;
  const selection = named.selection ?? named.versions ?? named.version ?? '*';
  return rowOf(id, selection);
}

function rowOf(id: unknown, selection: unknown): FormRow | undefined {
  if (typeof id !== 'string' || typeof selection !== 'string') return undefined;
  return Math.max(id.length, selection.length) <= DRAFT_LIMITS.cell ? newRow(id, selection) : undefined;
}

// `xpkg/a.package 1.2-1.4, 2`: the id is the first word, the rest is the selection; one id alone means every version.
function parseLines(text: string): Pasted {
  const rows: FormRow[] = [];
  const problems: { line: number; content: string }[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const content = line.replace(/^[-*•]\s+/, '').trim();
    if (content === '') continue;
    if (content.length > DRAFT_LIMITS.cell) {
      problems.push({ line: at + 1, content: shorten(content) });
      continue;
    }
    const parts = /^["']?([A-Za-z][\w./-]*)["']?(?:\s*[@,;:=]\s*|\s+|$)(.*)$/.exec(content);
    // "bad id here" is a sentence: a selection begins with a number or a sign.
    if (parts?.[1] && !/^[A-Za-z]/.test(parts[2]?.trim() ?? '')) rows.push(newRow(parts[1], parts[2]?.trim() || '*'));
    else problems.push({ line: at + 1, content: shorten(content) });
  }
  return { rows, problems, brokenJson: false };
}

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
