import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fault } from '../../preload/messages/index.ts';
import { isSameVersion, versionInHeading } from '../addon/index.ts';
import { NotesFault } from './notes-fault.ts';

const run = promisify(execFile);
const MOST_COMMITS = 200;
/** Words about the making of a commit, not about the add-on. */
const NO_NEWS = /^(?:fixup!|squash!|amend!|merge |wip\b)/i;

export interface CommitNotes {
  /** The tag they are counted from; undefined when there is none. */
  readonly since: string | undefined;
  readonly body: string;
}

/** The subjects of the commits since the last tag, newest first, as a list. A tag of the version itself is not the last one. */
export async function notesFromCommits(
  folder: string,
  version: string | undefined,
  signal: AbortSignal,
): Promise<CommitNotes> {
  const git = (...call: string[]) => runGit(folder, call, signal);
  await git('rev-parse', '--verify', '--quiet', 'HEAD').catch((cause: unknown) => {
    if (cause instanceof NotesFault) throw cause;
    throw new NotesFault(fault('no_git.repository', folder));
  });
  const since = await lastTag(git, version);
  const range = since === undefined ? 'HEAD' : `refs/tags/${since}..HEAD`;
  const format = ['log', '--no-show-signature', '--no-merges', `--max-count=${MOST_COMMITS}`, '--format=%s'];
  const inFolder = (await git('ls-files', '--', '.')).trim() === '' ? [] : ['--', '.'];
  const subjects = (await git(...format, range, ...inFolder)).split('\n').map((line) => line.trim());
  const told = [...new Set(subjects)].filter((subject) => subject !== '' && !NO_NEWS.test(subject));
  return { since, body: told.map((subject) => `- ${subject}`).join('\n') };
}

async function lastTag(
  git: (...call: string[]) => Promise<string>,
  version: string | undefined,
): Promise<string | undefined> {
  const tags = (await git('tag', '--merged', 'HEAD', '--sort=-creatordate', '--sort=-version:refname')).split('\n');
  const own = (tag: string) => {
    const said = versionInHeading(tag);
    return version !== undefined && said !== undefined && isSameVersion(said, version);
  };
  const others = new Set(tags.filter((tag) => tag !== '' && !own(tag)));
  if (others.size === 0) return undefined;
  const skip = tags.filter((tag) => tag !== '' && own(tag)).map((tag) => `--exclude=${escapedGlob(tag)}`);
  return (await git('describe', '--tags', '--abbrev=0', ...skip, 'HEAD')).trim() || undefined;
}

function escapedGlob(tag: string): string {
  return tag.replaceAll(/[*?[\]\\]/g, String.raw`\$&`);
}

async function runGit(folder: string, call: readonly string[], signal: AbortSignal): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  try {
    // What a foreign repository's configuration would run is not run.
    const safe = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath='];
    const { stdout } = await run('git', [...safe, ...call], { cwd: folder, env, signal, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new NotesFault(fault('no_git.program'));
    }
    throw cause;
  }
}
