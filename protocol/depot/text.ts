// The text of a control file: UTF-8 without a mark at its head, lines ended by LF.

export type DepotTextFault = 'byte_order_mark' | 'carriage_returns' | 'no_final_newline' | 'web_page';

/** A list may be as long as a package; anything longer is no list. */
export const MAX_DEPOT_LIST_BYTES = 256 * 1024 * 1024;
export const MAX_DEPOT_CFG_BYTES = 64 * 1024;
export const MAX_DEPOT_ROWS = 1_000_000;

export interface DepotLines {
  readonly lines: readonly string[];
  readonly faults: readonly DepotTextFault[];
}

export function splitDepotText(text: string): DepotLines {
  const faults: DepotTextFault[] = [];
  if (looksLikeWebPage(text)) return { lines: [], faults: ['web_page'] };
  let rest = text;
  if (rest.startsWith('\uFEFF')) {
    faults.push('byte_order_mark');
    rest = rest.slice(1);
  }
  if (rest.includes('\r')) {
    faults.push('carriage_returns');
    rest = rest.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  }
  if (rest !== '' && !rest.endsWith('\n')) faults.push('no_final_newline');
  const lines = rest.split('\n').filter((line) => line.trim() !== '');
  return { lines, faults };
}

export function joinDepotLines(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

export function controlCharacterAt(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}

function looksLikeWebPage(text: string): boolean {
  return /^\uFEFF?\s*<(!doctype|html|head|body|\?xml)/i.test(text.slice(0, 200));
}
