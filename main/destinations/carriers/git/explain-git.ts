import { fault, message, type OwnError, reasonOf } from '../../../../preload/messages/index.ts';
import { CarrierError, type CarrierFault } from '../carrier-error.ts';
import { GitFailure } from './run-git.ts';

interface Repository {
  readonly remote: string;
  readonly branch: string;
}

interface Explanation {
  readonly says: RegExp;
  readonly error: (place: Repository) => OwnError<CarrierFault>;
}

/** The first that fits counts. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    says: /non-fast-forward|fetch first|stale info|cannot lock ref|remote ref .* changed|reference already exists|failed to update ref/i,
    error: ({ branch }) => fault('moved_meanwhile.branch', branch),
  },
  {
    // It was in the list a moment ago: somebody took it away, or what answers is not always the same.
    says: /couldn't find remote ref/i,
    error: ({ branch }) => fault('moved_meanwhile.branchGone', branch),
  },
  {
    says: /branch is currently checked out|refusing to update checked out branch/i,
    error: ({ remote, branch }) => fault('not_allowed.checkedOut', remote, branch),
  },
  {
    says: /protected branch|GH006|GH013|pre-receive hook declined|push declined/i,
    error: ({ remote, branch }) => fault('not_allowed.protected', remote, branch),
  },
  {
    says: /GH001|exceeds GitHub's file size limit|larger than the allowed|file size limit/i,
    error: ({ remote }) => fault('too_large.git', remote),
  },
  {
    says: /disk quota|no space left|quota exceeded|repository size limit|over its data quota/i,
    error: ({ remote }) => fault('no_room.git', remote),
  },
  {
    says: /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/i,
    error: ({ remote }) => fault('host_unknown.git', remote),
  },
  {
    says: /Permission denied \(publickey|Permission denied \(password/i,
    error: ({ remote }) => fault('login_refused.gitKeys', remote),
  },
  {
    says: /could not read Username|could not read Password|terminal prompts disabled|Authentication failed|HTTP Basic: Access denied|returned error: 401/i,
    error: ({ remote }) => fault('login_refused.gitName', remote),
  },
  {
    says: /returned error: 403|Permission to .* denied|insufficient permission|You are not allowed to push/i,
    error: ({ remote }) => fault('not_allowed.push', remote),
  },
  {
    says: /Repository not found|does not appear to be a git repository|not found|returned error: 404|does not exist/i,
    error: ({ remote }) => fault('folder_missing.repository', remote),
  },
  {
    says: /SSL certificate|server certificate|certificate verif/i,
    error: ({ remote }) => fault('certificate_refused.git', remote),
  },
  {
    says: /timed out during banner exchange|Operation too slow|Timeout, server .* not responding/i,
    error: ({ remote }) => fault('timed_out.text', remote),
  },
  {
    // A page to log in, or the greeting of a shell, where git's own words were expected.
    says: /protocol error|invalid packet|invalid server response|info\/refs not valid/i,
    error: ({ remote }) => fault('answer_not_understood.git', remote),
  },
  {
    says: /expected (?:flush|response end packet|shallow)|unexpected (?:flush|response end) packet|index-pack output/i,
    error: ({ remote }) => fault('unreachable.git', remote),
  },
  {
    says: /Could not resolve host|Connection refused|Connection timed out|Failed to connect|unable to access|Connection reset|early EOF|hung up unexpectedly|RPC failed|unexpected disconnect|Could not read from remote|unable to connect/i,
    error: ({ remote }) => fault('unreachable.git', remote),
  },
  {
    says: /Please tell me who you are|empty ident name|unable to auto-detect email/i,
    error: () => fault('not_set_up.gitName'),
  },
  {
    says: /gpg failed to sign|failed to sign|signing failed|error: gpg|Couldn't load public key|user\.signingkey/i,
    error: () => fault('not_set_up.gitSign'),
  },
  {
    says: /git-lfs.*not found|'lfs' is not a git command|external filter '?git-lfs|clean filter 'lfs' failed/i,
    error: () => fault('not_set_up.gitLfs'),
  },
  {
    says: /hook/i,
    error: () => fault('not_allowed.hook'),
  },
];

export function explainGit(cause: unknown, place: Repository): CarrierError {
  if (cause instanceof CarrierError) return cause;
  const remote = withoutSecrets(place.remote);
  if (!(cause instanceof GitFailure)) return new CarrierError(fault('failed.git', reasonOf(cause)), { cause });
  const found = EXPLANATIONS.find(({ says }) => says.test(cause.stderr));
  if (found === undefined) {
    const last = lastLine(cause.stderr);
    const why = last === undefined ? message('unnamed.noReasonSaid') : withoutSecrets(last);
    return new CarrierError(fault('failed.gitCannot', why), { cause });
  }
  return new CarrierError(found.error({ remote, branch: place.branch }), { cause });
}

/** Addresses may hold a token, as `https://name:token@host/`. */
export function withoutSecrets(text: string): string {
  return text.replace(/:\/\/[^@/\s]*@/g, '://');
}

function lastLine(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /^(fatal|error|remote):/.test(line)) ?? lines.at(-1);
}
