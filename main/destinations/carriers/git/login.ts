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
