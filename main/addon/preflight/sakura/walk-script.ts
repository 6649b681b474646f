import type { SakuraPath, Statement } from './syntax.ts';

/** A command as far as its paths go, wherever it stands in the script. */
export interface FoundCommand {
  readonly name: string;
  readonly line: number;
  readonly path?: SakuraPath;
  readonly to?: SakuraPath;
}

export function commandsOf(statements: readonly Statement[]): FoundCommand[] {
  return statements.flatMap((statement): FoundCommand[] => {
    switch (statement.kind) {
      case 'command':
        return [
          {
            name: statement.name,
            line: statement.line,
            ...('path' in statement && { path: statement.path }),
            ...('to' in statement && { to: statement.to }),
          },
        ];
      case 'if':
        return [
          ...statement.branches.flatMap(({ body }) => commandsOf(body)),
          ...commandsOf(statement.otherwise ?? []),
        ];
      case 'while':
      case 'for':
      case 'function':
        return commandsOf(statement.body);
      default:
        return [];
    }
  });
}

/** The path below its base, where the script does not work it out while it runs. */
export function fixedPath({ parts }: SakuraPath): string | undefined {
  const texts = parts.map((part) => ('text' in part ? part.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join('/');
}
