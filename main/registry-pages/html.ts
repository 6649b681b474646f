/** Text that is safe to put into a page. */
export interface Html {
  readonly text: string;
}

type Part = string | Html | readonly Html[];

/** A piece of a page: strings become text, whatever they hold; only other pieces stay what they are. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { text: pieces.map((piece, at) => piece + said(parts[at] ?? '')).join('') };
}

function said(part: Part): string {
  if (typeof part === 'string') return escapeHtml(part);
  return 'text' in part ? part.text : part.map(({ text }) => text).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
