import {
  compareVersions,
  nextVersions,
  parseSelection,
  parseVersion,
  selectionContains,
} from '../../../protocol/index.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { say } from '../output/say.ts';

export const rules: Command = {
  usage: 'version TEXT | selection TEXT [VERSION] | compare A B',
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
        for (const [from, to] of parsed.value.ranges) terminal.line(`  ${say().rules.range(from, to)}`);
        return EXIT.done;
      }
      const version = parseVersion(second);
      if (!version.ok) return refuse(terminal, second, version.code);
      const contained = selectionContains(first, second);
      terminal.document({ ok: true, selection: parsed.value.canonical, version: version.value.canonical, contained });
      const { isIn, isNotIn } = say().rules;
      terminal.line((contained ? isIn : isNotIn)(version.value.canonical, parsed.value.canonical));
      return contained ? EXIT.done : EXIT.failed;
    }
    if (what === 'compare' && second !== undefined) {
      for (const text of [first, second]) {
        const parsed = parseVersion(text);
        if (!parsed.ok) return refuse(terminal, text, parsed.code);
      }
      const order = compareVersions(first, second);
      terminal.document({ ok: true, order });
      const { newer, same } = say().rules;
      terminal.line(order === 0 ? same(first, second) : newer(order > 0 ? first : second));
      return EXIT.done;
    }
    throw new UsageError(say().rules.calls);
  },
};

function refuse(
  terminal: { line(text: string): void; paint(style: 'red', text: string): string },
  text: string,
  code: string,
) {
  terminal.line(terminal.paint('red', say().rules.refused(text, code)));
  return EXIT.failed;
}
