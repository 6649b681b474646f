import { type Command, type CommandEntry, JSON_OPTION } from '../command.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { say } from '../output/say.ts';
import { didYouMean } from '../suggest.ts';
import { completionScript, SHELLS } from './completion-scripts.ts';

export function completionOf(commands: readonly CommandEntry[]): Command {
  return {
    usage: SHELLS.join('|'),
    examples: [
      'completion bash > ~/.local/share/bash-completion/completions/loadmaster',
      'completion fish > ~/.config/fish/completions/loadmaster.fish',
      'completion powershell >> $PROFILE',
    ],
    options: JSON_OPTION,
    words: { least: 1, most: 1 },
    async run({ terminal, words: [wanted = ''] }) {
      const shell = SHELLS.find((name) => name === wanted);
      if (shell === undefined) {
        throw new UsageError(`${say().completion.noShell(wanted, SHELLS.join(', '))}${didYouMean(wanted, SHELLS)}`);
      }
      const calls = await Promise.all(
        commands.map(async ({ name, load }) => {
          const { options } = await load();
          return { name, options: [...Object.keys(options), 'help', 'lang'].map((option) => `--${option}`) };
        }),
      );
      const script = completionScript(shell, calls);
      terminal.document({ shell, script });
      for (const line of script.split('\n')) terminal.line(line);
      return EXIT.done;
    },
  };
}
