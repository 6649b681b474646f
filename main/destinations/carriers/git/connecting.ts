import { GitFailure, runGit } from './run-git.ts';

/** A server without a byte for so long is not one. */
const IDLE_MS = 300_000;
const OF_CONNECTING = '^(core\\.sshcommand|http\\.lowspeed(limit|time))$';

/** What the author's git has settings of its own for, by their names in lower case. */
export async function connectingSettings(folder: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const asked = ['config', '--name-only', '--get-regexp', OF_CONNECTING];
  const names = await runGit({ folder, arguments: asked, environment: { GIT_DIR: folder }, signal }).catch(
    (cause: unknown) => {
      // It fails where there are none.
      if (cause instanceof GitFailure) return '';
      throw cause;
    },
  );
  return new Set(names.toString().split('\n').filter(Boolean));
}

/**
 * How git connects where the author said nothing: never with a question that nobody can answer, and not for ever to a silent server.
 * What stands in the environment goes before the settings of git, so nothing is put there that is set.
 */
export function connectingEnvironment(set: ReadonlySet<string>, idleMs = IDLE_MS): NodeJS.ProcessEnv {
  const seconds = Math.ceil(idleMs / 1000);
  const { GIT_SSH_COMMAND, GIT_SSH, GIT_HTTP_LOW_SPEED_LIMIT, GIT_HTTP_LOW_SPEED_TIME } = process.env;
  const hasSsh = GIT_SSH_COMMAND !== undefined || GIT_SSH !== undefined || set.has('core.sshcommand');
  const hasLimit = GIT_HTTP_LOW_SPEED_LIMIT !== undefined || set.has('http.lowspeedlimit');
  const hasTime = GIT_HTTP_LOW_SPEED_TIME !== undefined || set.has('http.lowspeedtime');
  const waits = `-oConnectTimeout=${seconds} -oServerAliveInterval=${Math.ceil(seconds / 5)} -oServerAliveCountMax=5`;
  return {
    ...(!hasLimit && { GIT_HTTP_LOW_SPEED_LIMIT: '1' }),
    ...(!hasTime && { GIT_HTTP_LOW_SPEED_TIME: String(seconds) }),
    ...(!hasSsh && { GIT_SSH_COMMAND: `ssh -oBatchMode=yes ${waits}` }),
  };
}
