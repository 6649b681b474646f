import type { Connection } from '../../../preload/contract.ts';
import type { OwnCode } from '../../../preload/messages/index.ts';
import { normalizePackageId } from '../../../protocol/index.ts';
import type { JobIdentity, JobToken } from '../../publish/index.ts';
import { CommandFault, EXIT } from '../exit-codes.ts';
import { say } from '../output/say.ts';
import type { Terminal } from '../output/terminal.ts';

/** An upload is asked for its token at its beginning and at its end. */
const RENEW_MS = 5 * 60_000;

type AskJobToken = typeof import('../../publish/index.ts')['jobToken'];

interface Held extends JobToken {
  readonly packageId: string;
  readonly baseUrl: string;
}

/** Tokens that a job of CI gets from registries that trust it; kept nowhere, and renewed while the command runs. */
export class JobTokens {
  readonly #identity: JobIdentity | undefined;
  readonly #isActions: boolean;
  readonly #held = new Map<string, Held>();

  constructor(env: NodeJS.ProcessEnv) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env;
    const { LOADMASTER_ID_TOKEN: idToken } = env;
    this.#identity = url && token ? { url, token } : idToken ? { idToken } : undefined;
    this.#isActions = env.GITHUB_ACTIONS === 'true';
  }

  /** Where there is no other token for it. False outside of CI: then what is missing is said as ever. */
  async take(
    { id, kind, name, baseUrl, token }: Connection,
    packageId: string,
    { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
  ): Promise<boolean> {
    if (kind === 'local' || token !== 'none') return false;
    if (this.#identity === undefined) {
      if (this.#isActions) terminal.note(say().jobToken.noRight);
      return false;
    }
    const partial = normalizePackageId(packageId);
    if (!partial.ok) return false;
    const asked = { baseUrl, packageId: partial.value.partial };
    const given = await this.#ask(this.#identity, { ...asked, signal });
    if (!given.ok) {
      terminal.note(say().jobToken.tried(name));
      const isRefused = given.error.code === ('job_token' satisfies OwnCode);
      throw new CommandFault(isRefused ? EXIT.refused : EXIT.failed, given.error);
    }
    this.#held.set(id, { ...asked, ...given.value });
    terminal.note(say().jobToken.got(name, asked.packageId));
    return true;
  }

  async tokenOf(id: string): Promise<string | undefined> {
    const held = this.#held.get(id);
    if (held === undefined || this.#identity === undefined) return undefined;
    if (held.expiresAt - Date.now() > RENEW_MS) return held.token;
    const given = await this.#ask(this.#identity, held);
    if (given.ok) this.#held.set(id, { ...held, ...given.value });
    return given.ok ? given.value.token : held.token;
  }

  /** Loaded where it is needed: most calls of the terminal ask for no token. */
  async #ask(...asked: Parameters<AskJobToken>): ReturnType<AskJobToken> {
    const { jobToken } = await import('../../publish/index.ts');
    return await jobToken(...asked);
  }
}
