import { createInterface } from 'node:readline/promises';
import { type Command, JSON_OPTION, text } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { table } from './format.ts';
import { expectOk } from './outcome.ts';
import { REGISTRY_OPTIONS, withApp } from './terminal-app.ts';

export const connect: Command = {
  usage: '[ADDRESS [--name NAME] [--no-token] | --remove NAME | --list] [--json]',
  help: [
    'The token is read from LOADMASTER_TOKEN or from standard input. It is kept in a file that only you can read.',
    'Without an address the registry chosen by --registry is tested.',
  ],
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    name: { type: 'string', says: 'what to call it', value: 'NAME' },
    'no-token': { type: 'boolean', says: 'it is only read: a website of packages, or what a registry shows to all' },
    remove: { type: 'string', says: 'forget this connection and its token', value: 'NAME' },
    list: { type: 'boolean', says: 'the connections there are' },
  },
  words: { least: 0, most: 1 },
  run: (context) =>
    withApp(
      { ...context, env: { ...context.env, LOADMASTER_TOKEN: undefined, LOADMASTER_REGISTRY: undefined } },
      async ({ handlers, connection }) => {
        const { terminal, options, words, env } = context;
        const all = expectOk(await handlers.connections.list(null));
        if (options.list === true) {
          terminal.document({ connections: all });
          for (const row of table(all.map(({ name, baseUrl, token }) => [name, baseUrl, `token: ${token}`])))
            terminal.line(row);
          return EXIT.done;
        }
        const gone = text(options, 'remove');
        if (gone !== undefined) {
          const found = all.find(({ id, name }) => name === gone || id === gone);
          if (!found) throw new UsageError(`There is no connection "${gone}".`);
          expectOk(await handlers.connections.remove({ id: found.id }));
          terminal.document({ ok: true, removed: found.name });
          terminal.line(`${found.name} and its token are forgotten.`);
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
        if (test.error) terminal.line(terminal.paint('red', test.error.message));
        if (test.reachable)
          terminal.line(
            `${test.registryName ?? 'The registry'} answers${test.author ? `; you are ${test.author.name}` : ''}.`,
          );
        for (const warning of test.warnings) terminal.line(terminal.paint('yellow', warning));
        return test.reachable && !test.error ? EXIT.done : EXIT.failed;
      },
    ),
};

/** Never an option: command lines are seen by every program on the machine and kept in the shell's history. */
async function readToken(fromEnvironment: string | undefined): Promise<string> {
  if (fromEnvironment !== undefined) return fromEnvironment;
  if (process.stdin.isTTY) process.stderr.write('Token: ');
  const lines = createInterface({ input: process.stdin, terminal: false });
  for await (const line of lines) return line.trim();
  return '';
}
