interface DownloadsRow {
  readonly day: string;
  readonly version: string;
  readonly downloads: number;
}

/** As RFC 4180 has it. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function downloadsCsv(rows: readonly DownloadsRow[]): string {
  const lines = rows.map(({ day, version, downloads }) => [day, version, String(downloads)].map(cell).join(','));
  return `${['day,version,downloads', ...lines].join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
