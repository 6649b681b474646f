import type { Language } from '../../preload/contract/languages.ts';

export function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length <= 200 ? line : `${line.slice(0, Math.max(line.lastIndexOf(' ', 200), 100))} ...`;
}

export function megabytes(bytes: number, language: Language): string {
  const written = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return bytes < 100_000
    ? `${written.format(Math.max(0.1, bytes / 1000))} kB`
    : `${written.format(bytes / 1_000_000)} MB`;
}

export function systems({ windows, macOS, linux }: Readonly<Record<'windows' | 'macOS' | 'linux', boolean>>): string {
  return [...(windows ? ['Windows'] : []), ...(macOS ? ['macOS'] : []), ...(linux ? ['Linux'] : [])].join(', ');
}

export function anyOr(selection: string, any: string): string {
  return selection === '*' ? any : selection;
}

export function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address;
}
