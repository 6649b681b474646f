import { createInterface } from 'node:readline/promises';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { table } from '../output/format.ts';
import { expectOk } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { sayError, sayMessage } from '../output/say-main.ts';
import { REGISTRY_OPTIONS, withApp } from '../terminal-app.ts';

export const connect: Command = {
  usage: '[ADDRESS [--name NAME] [--no-token] | --remove NAME | --list] [--json]',
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    name: { type: 'string', value: 'NAME' },
    'no-token': { type: 'boolean' },
    remove: { type: 'string', value: 'NAME' },
    list: { type: 'boolean' },
  },
  words: { least: 0, most: 1 },
  run: (context) =>
    withApp(
      { ...context, env: { ...context.env, LOADMASTER_TOKEN: undefined, LOADMASTER_REGISTRY: undefined } },
      async ({ handlers, connection }) => {
        const { terminal, options, words, env } = context;
        const t = say().connect;
        const all = expectOk(await handlers.connections.list(null));
        if (options.list === true) {
          terminal.document({ connections: all });
          for (const row of table(
            all.map(({ name, baseUrl, token }) => [name, baseUrl, t.token(t.tokenStates[token])]),
          ))
            terminal.line(row);
          return EXIT.done;
        }
        const gone = text(options, 'remove');
        if (gone !== undefined) {
          const found = all.find(({ id, name }) => name === gone || id === gone);
          if (!found) throw new UsageError(t.noConnection(gone));
          expectOk(await handlers.connections.remove({ id: found.id }));
          terminal.document({ ok: true, removed: found.name });
          terminal.line(t.forgotten(found.name));
          return EXIT.done;
        }
        const [address] = words;
        const id =
          address === undefined
            ? connection.id
            : expectOk(
                await handlers.connections.add({
                  name: text(options, 'name') ?? '',
                  baseUrl: address,
                  token: options['no-token'] === true ? '' : await readToken(env.LOADMASTER_TOKEN),
                }),
                EXIT.usage,
              ).id;
        const test = expectOk(await handlers.connections.test({ id }));
        terminal.document({ id, ...test });
        if (test.error) terminal.line(terminal.paint('red', sayError(test.error).sentence));
        const registry = test.registryName ?? t.theRegistry;
        if (test.reachable) terminal.line(test.author ? t.answersYou(registry, test.author.name) : t.answers(registry));
        for (const warning of test.warnings) terminal.line(terminal.paint('yellow', sayMessage(warning, warning.id)));
        return test.reachable && !test.error ? EXIT.done : EXIT.failed;
      },
    ),
};

/** Never an option: command lines are seen by every program on the machine and kept in the shell's history. */
async function readToken(fromEnvironment: string | undefined): Promise<string> {
  if (fromEnvironment !== undefined) return fromEnvironment;
  if (process.stdin.isTTY) process.stderr.write(`${say().connect.askToken} `);
  const lines = createInterface({ input: process.stdin, terminal: false });
  for await (const line of lines) return line.trim();
  return '';
}
