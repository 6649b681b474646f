import {
  compareVersions,
  nextVersions,
  parseSelection,
  parseVersion,
  selectionContains,
} from '../../protocol/index.ts';
import { type Command, JSON_OPTION } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';

export const rules: Command = {
  usage: 'version TEXT | selection TEXT [VERSION] | compare A B',
  help: [
    'version TEXT          the canonical form and what may come next',
    'selection TEXT        the canonical form and its ranges',
    'selection TEXT V      whether version V is in it (0 yes, 1 no)',
    'compare A B           which is newer',
  ],
  options: JSON_OPTION,
  words: { least: 2, most: 3 },
  async run({ terminal, words: [what, first = '', second] }) {
    if (what === 'version' && second === undefined) {
      const parsed = parseVersion(first);
      terminal.document(parsed);
      if (!parsed.ok) return refuse(terminal, first, parsed.code);
      terminal.line(parsed.value.canonical);
      for (const [name, version] of Object.entries(nextVersions(parsed.value.canonical)))
        if (version !== null) terminal.line(`  ${name}: ${version}`);
      return EXIT.done;
    }
    if (what === 'selection') {
      const parsed = parseSelection(first);
      if (!parsed.ok || second === undefined) terminal.document(parsed);
      if (!parsed.ok) return refuse(terminal, first, parsed.code);
      if (second === undefined) {
        terminal.line(parsed.value.canonical);
        for (const [from, to] of parsed.value.ranges) terminal.line(`  ${from} to ${to}`);
        return EXIT.done;
      }
      const version = parseVersion(second);
      if (!version.ok) return refuse(terminal, second, version.code);
      const contained = selectionContains(first, second);
      terminal.document({ ok: true, selection: parsed.value.canonical, version: version.value.canonical, contained });
      terminal.line(`${version.value.canonical} is ${contained ? '' : 'not '}in ${parsed.value.canonical}`);
      return contained ? EXIT.done : EXIT.failed;
    }
    if (what === 'compare' && second !== undefined) {
      for (const text of [first, second]) {
        const parsed = parseVersion(text);
        if (!parsed.ok) return refuse(terminal, text, parsed.code);
      }
      const order = compareVersions(first, second);
      terminal.document({ ok: true, order });
      terminal.line(
        order === 0 ? `${first} and ${second} are the same version` : `${order > 0 ? first : second} is newer`,
      );
      return EXIT.done;
    }
    throw new UsageError('Say: rules version TEXT, rules selection TEXT [VERSION], or rules compare A B.');
  },
};

function refuse(
  terminal: { line(text: string): void; paint(style: 'red', text: string): string },
  text: string,
  code: string,
) {
  terminal.line(terminal.paint('red', `"${text}" is refused: ${code}`));
  return EXIT.failed;
}
