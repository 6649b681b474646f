import { createInterface } from 'node:readline/promises';
import type { Connection, Outcome } from '../../../preload/contract.ts';
import type { OwnCode } from '../../../preload/messages/index.ts';
import { openInBrowser } from '../../app/open-browser.ts';
import { checkBaseUrl } from '../../settings/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exit-codes.ts';
import { table } from '../output/format.ts';
import { expectOk } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { sayError, sayMessage } from '../output/say-main.ts';
import { REGISTRY_OPTIONS, type TerminalApp, withApp } from '../terminal-app.ts';

export const connect: Command = {
  usage: '[ADDRESS [--name NAME] [--sign-in | --no-token] | NAME --sign-in | --remove NAME | --list] [--json]',
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    name: { type: 'string', value: 'NAME' },
    'sign-in': { type: 'boolean' },
    'no-open': { type: 'boolean' },
    'no-token': { type: 'boolean' },
    remove: { type: 'string', value: 'NAME' },
    list: { type: 'boolean' },
  },
  words: { least: 0, most: 1 },
  run: (context) => {
    const { terminal, options } = context;
    const openPage = async (address: string): Promise<boolean> => {
      // On its own line and always: where no browser comes, or the wrong one, the address can be taken from here.
      terminal.note(say().connect.signInAt);
      terminal.note(address);
      return options['no-open'] === true ? false : await openInBrowser(address);
    };
    return withApp(
      { ...context, env: { ...context.env, LOADMASTER_TOKEN: undefined, LOADMASTER_REGISTRY: undefined } },
      (app) => runIn(app, context),
      { openPage },
    );
  },
};

async function runIn(app: TerminalApp, context: CommandContext): Promise<ExitCode> {
  const { handlers, connection } = app;
  const { terminal, options, words } = context;
  const t = say().connect;
  const all = expectOk(await handlers.connections.list(null));
  if (options.list === true) {
    terminal.document({ connections: all });
    const rows = all.map(({ name, baseUrl, token }) => [name, baseUrl, t.token(t.tokenStates[token])]);
    for (const row of table(rows)) terminal.line(row);
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
    options['sign-in'] === true
      ? await signIn(app, context, all)
      : address === undefined
        ? connection.id
        : await add(app, context, address);
  const test = expectOk(await handlers.connections.test({ id }));
  terminal.document({ id, ...test });
  if (test.error) terminal.line(terminal.paint('red', sayError(test.error).sentence));
  const registry = test.registryName ?? t.theRegistry;
  if (test.reachable) terminal.line(test.author ? t.answersYou(registry, test.author.name) : t.answers(registry));
  for (const warning of test.warnings) terminal.line(terminal.paint('yellow', sayMessage(warning, warning.id)));
  return test.reachable && !test.error ? EXIT.done : EXIT.failed;
}

async function add({ handlers }: TerminalApp, { options, env }: CommandContext, address: string): Promise<string> {
  const token = options['no-token'] === true ? '' : await readToken(env.LOADMASTER_TOKEN);
  const wish = { name: text(options, 'name') ?? '', baseUrl: address, token };
  return expectOk(await handlers.connections.add(wish), EXIT.usage).id;
}

/** In the author's browser; a registry that is known by this name or address gets a new token. */
async function signIn(
  { handlers }: TerminalApp,
  { options, words, signal }: CommandContext,
  all: readonly Connection[],
): Promise<string> {
  const [address] = words;
  if (address === undefined || options['no-token'] === true) throw new UsageError(say().connect.signInWhere);
  const url = checkBaseUrl(address);
  const known = all.find(
    ({ kind, name, baseUrl }) => kind === 'remote' && (name === address || (url.ok && baseUrl === url.value)),
  );
  const name = text(options, 'name') ?? '';
  const cancel = (): void => void handlers.connections.cancelSignIn(null);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const place = known ?? { name, baseUrl: address };
    const answer = await handlers.connections.signIn({
      ...{ id: known?.id ?? null, name: place.name, baseUrl: place.baseUrl },
    });
    return expectOk(answer, exitOf(answer)).id;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function exitOf(answer: Outcome<Connection>): ExitCode {
  const code = answer.ok ? '' : answer.error.code;
  if (code === ('cancelled' satisfies OwnCode)) return EXIT.cancelled;
  if (code === ('sign_in_refused' satisfies OwnCode)) return EXIT.refused;
  return EXIT.failed;
}

/** Never an option: command lines are seen by every program on the machine and kept in the shell's history. */
async function readToken(fromEnvironment: string | undefined): Promise<string> {
  if (fromEnvironment !== undefined) return fromEnvironment;
  if (process.stdin.isTTY) process.stderr.write(`${say().connect.askToken} `);
  const lines = createInterface({ input: process.stdin, terminal: false });
  for await (const line of lines) return line.trim();
  return '';
}
