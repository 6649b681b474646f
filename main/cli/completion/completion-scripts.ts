export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

type Shell = (typeof SHELLS)[number];

interface Call {
  readonly name: string;
  readonly options: readonly string[];
}

/** A script that completes commands, then the options of the one that was typed, otherwise files. */
export function completionScript(shell: Shell, calls: readonly Call[]): string {
  const names = calls.map(({ name }) => name).join(' ');
  switch (shell) {
    case 'bash':
      return inBash(names, calls);
    case 'zsh':
      return `#compdef loadmaster\nautoload -U +X bashcompinit && bashcompinit\n${inBash(names, calls)}`;
    case 'fish':
      return inFish(names, calls);
    case 'powershell':
      return inPowerShell(calls);
  }
}

function inBash(names: string, calls: readonly Call[]): string {
  return [
    '_loadmaster() {',
    `  local now="$2" words=""`,
    `  if [ "$COMP_CWORD" -eq 1 ]; then words="${names} help --version"`,
    '  else',
    '    case "$(echo "$COMP_LINE" | { read -r _ called _; echo "$called"; })" in',
    ...calls.map(({ name, options }) => `      ${name}) words="${options.join(' ')}" ;;`),
    '    esac',
    '    case "$now" in -*) ;; *) words="" ;; esac',
    '  fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$now"))',
    '}',
    'complete -o default -F _loadmaster loadmaster',
  ].join('\n');
}

function inFish(names: string, calls: readonly Call[]): string {
  return [
    `complete -c loadmaster -n __fish_use_subcommand -f -a '${names} help'`,
    ...calls.flatMap(({ name, options }) =>
      options.map(
        (option) => `complete -c loadmaster -n '__fish_seen_subcommand_from ${name}' -l ${option.replace('--', '')}`,
      ),
    ),
  ].join('\n');
}

function inPowerShell(calls: readonly Call[]): string {
  return [
    'Register-ArgumentCompleter -Native -CommandName loadmaster -ScriptBlock {',
    '  param($now, $line)',
    '  $options = @{',
    ...calls.map(({ name, options }) => `    '${name}' = @(${options.map((option) => `'${option}'`).join(', ')})`),
    '  }',
    '  $typed = @($line.CommandElements | ForEach-Object { $_.ToString() })',
    '  $second = $typed.Count -le 1 -or ($typed.Count -eq 2 -and $now -ne "")',
    '  $words = if ($second) { $options.Keys } else { $options[$typed[1]] }',
    '  $words | Where-Object { $_ -like "$now*" } | Sort-Object',
    '}',
  ].join('\n');
}
