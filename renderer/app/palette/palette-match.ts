import { holdsWords } from '../../format/holds-words.ts';
import { text } from '../../text/text.ts';
import type { CommandGroup, PaletteCommand } from './palette-commands.ts';

const t = text.frame.palette;

export interface PaletteGroup {
  readonly group: CommandGroup | 'recent';
  readonly commands: readonly PaletteCommand[];
}

const SHOWN = 60;

/**
 * What the palette lists. With nothing typed: what was chosen lately, then what there is without the other add-ons. Typed
 * words must all be in the label or the name of its group; the nearest comes first, and its group with it.
 */
export function paletteGroups(
  commands: readonly PaletteCommand[],
  query: string,
  recent: readonly string[],
): readonly PaletteGroup[] {
  const wanted = query.trim().toLowerCase();
  if (wanted !== '') return grouped(matchCommands(commands, wanted).slice(0, SHOWN));
  const lately = recent.map((id) => commands.find((command) => command.id === id)).filter((one) => one !== undefined);
  const rest = commands.filter(({ id, group }) => group !== 'addon' && !recent.includes(id));
  return [...(lately.length > 0 ? [{ group: 'recent', commands: lately } as const] : []), ...grouped(rest)];
}

function grouped(commands: readonly PaletteCommand[]): PaletteGroup[] {
  const groups = [...new Set(commands.map(({ group }) => group))];
  return groups.map((group) => ({ group, commands: commands.filter((command) => command.group === group) }));
}

function matchCommands(commands: readonly PaletteCommand[], wanted: string): readonly PaletteCommand[] {
  return commands
    .filter(({ label, group }) => holdsWords(`${label} ${t.groups[group]}`, wanted))
    .toSorted((a, b) => nearness(b, wanted) - nearness(a, wanted));
}

function nearness({ label, group }: PaletteCommand, wanted: string): number {
  const lower = ` ${label.toLowerCase()}`;
  if (group === 'go' && lower.endsWith(` ${wanted}`)) return 3;
  if (group === 'here') return 2;
  return lower.includes(` ${wanted}`) ? 1 : 0;
}
