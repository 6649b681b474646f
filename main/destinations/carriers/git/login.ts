import { withoutSecrets } from './explain-git.ts';

/** Who git says it is at an https address. It goes by the environment: arguments can be read by every user of the machine. */
export interface Login {
  readonly user?: string | undefined;
  /** A name alone leaves the rest to what the author's git keeps. */
  readonly password?: string | undefined;
}

/** The address as git is given it, and what stood in it of who asks: git hands its address on to a program of its own, as an argument. */
export function addressAndLogin(place: { readonly remote: string; readonly token?: string | undefined }): {
  readonly remote: string;
} & Login {
  const { remote, token } = place;
  if (!/^https?:/i.test(remote)) return { remote };
  const given = /^https?:\/\/([^@/\s]*)@/i.exec(remote)?.[1];
  if (token !== undefined) return { remote: withoutSecrets(remote), user: 'x-access-token', password: token };
  if (given === undefined) return { remote };
  const [user = '', password] = given.split(/:(.*)/, 2).map(plain);
  return { remote: withoutSecrets(remote), user, password };
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function loginEnvironment({ remote, user, password }: Login & { readonly remote: string }): NodeJS.ProcessEnv {
  if (user === undefined) return {};
  if (password === undefined) return configured([[`credential.${remote}.username`, user]]);
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  return configured([
    [`http.${remote}.extraHeader`, `Authorization: Basic ${basic}`],
    ['credential.helper', ''],
  ]);
}

/** Settings of git for one call. */
function configured(settings: readonly (readonly [name: string, value: string])[]): NodeJS.ProcessEnv {
  const each = settings.flatMap(([name, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, name],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(each) };
}

/** A server without a byte for so long is not one. */
const IDLE_MS = 300_000;

/** How long git waits for a silent server, unless the author's git or another ssh of theirs says something else. */
export function patience(idleMs = IDLE_MS): Record<string, string> {
  const seconds = Math.ceil(idleMs / 1000);
  const { GIT_SSH_COMMAND, GIT_SSH, GIT_HTTP_LOW_SPEED_LIMIT = '1', GIT_HTTP_LOW_SPEED_TIME } = process.env;
  const ssh = `ssh -oBatchMode=yes -oConnectTimeout=${seconds} -oServerAliveInterval=${Math.ceil(seconds / 5)} -oServerAliveCountMax=5`;
  return {
    GIT_HTTP_LOW_SPEED_LIMIT,
    GIT_HTTP_LOW_SPEED_TIME: GIT_HTTP_LOW_SPEED_TIME ?? String(seconds),
    // Never a question that nobody can answer.
    ...(GIT_SSH_COMMAND === undefined && GIT_SSH === undefined && { GIT_SSH_COMMAND: ssh }),
  };
}
