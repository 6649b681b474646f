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
