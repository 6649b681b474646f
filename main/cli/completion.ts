import { type Command, type CommandEntry, JSON_OPTION } from './command.ts';
import { completionScript, SHELLS } from './completion-scripts.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { didYouMean } from './suggest.ts';

export function completionOf(commands: readonly CommandEntry[]): Command {
  return {
    usage: SHELLS.join('|'),
    help: ['Prints a script for the shell, which then completes commands and options.'],
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
        throw new UsageError(`There is no shell "${wanted}": ${SHELLS.join(', ')}.${didYouMean(wanted, SHELLS)}`);
      }
      const calls = await Promise.all(
        commands.map(async ({ name, load }) => {
          const { options } = await load();
          return { name, options: [...Object.keys(options), 'help'].map((option) => `--${option}`) };
        }),
      );
      const script = completionScript(shell, calls);
      terminal.document({ shell, script });
      for (const line of script.split('\n')) terminal.line(line);
      return EXIT.done;
    },
  };
}
