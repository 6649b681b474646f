import { errorText } from '../../../../preload/contract/error-text.ts';
import { CarrierError, type CarrierFault } from '../carrier-error.ts';
import { GitFailure } from './run-git.ts';

interface Explanation {
  readonly says: RegExp;
  readonly code: CarrierFault;
  readonly sentence: string;
  readonly hint?: string;
}

/** The first that fits counts. `{remote}` is the repository, `{branch}` the branch. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    says: /non-fast-forward|fetch first|stale info|cannot lock ref|remote ref .* changed|reference already exists|failed to update ref/i,
    code: 'moved_meanwhile',
    sentence: 'Somebody pushed to the branch {branch} meanwhile.',
    hint: 'Try again: the release is put on top of what is there now.',
  },
  {
    says: /protected branch|GH006|GH013|pre-receive hook declined|push declined/i,
    code: 'not_allowed',
    sentence: '{remote} refuses pushes to the branch {branch}: it is protected, or a rule there says no.',
    hint: 'Allow it in the settings of the repository, or use another branch.',
  },
  {
    says: /GH001|exceeds GitHub's file size limit|larger than the allowed|file size limit/i,
    code: 'too_large',
    sentence: '{remote} refuses a file as too large. GitHub takes 100 MB at most without LFS.',
    hint: 'Leave the file out, or put it under git LFS in .gitattributes.',
  },
  {
    says: /disk quota|no space left|quota exceeded|repository size limit|over its data quota/i,
    code: 'no_room',
    sentence: 'There is no room left: on {remote}, or on this machine.',
  },
  {
    says: /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/i,
    code: 'host_unknown',
    sentence: 'Your ssh does not trust the server of {remote}.',
    hint: 'Connect to it once with ssh in a terminal and compare the fingerprint.',
  },
  {
    says: /Permission denied \(publickey|Permission denied \(password/i,
    code: 'login_refused',
    sentence: '{remote} takes none of your ssh keys.',
    hint: 'Is the key loaded (ssh-add -l), and is it in your account there?',
  },
  {
    says: /could not read Username|could not read Password|terminal prompts disabled|Authentication failed|HTTP Basic: Access denied|returned error: 401/i,
    code: 'login_refused',
    sentence: '{remote} wants a name and a token, and those that git has are refused or missing.',
    hint: 'Log in once with `git push` in a terminal, or give this destination a token.',
  },
  {
    says: /returned error: 403|Permission to .* denied|insufficient permission|You are not allowed to push/i,
    code: 'not_allowed',
    sentence: 'You may not push to {remote}.',
    hint: 'Ask its owner, or use a token that may write contents.',
  },
  {
    says: /Repository not found|does not appear to be a git repository|not found|returned error: 404|does not exist/i,
    code: 'folder_missing',
    sentence: 'There is no repository at {remote}, or you may not see it.',
    hint: 'Check its address.',
  },
  {
    says: /SSL certificate|server certificate|certificate verif/i,
    code: 'certificate_refused',
    sentence: 'The certificate of {remote} is refused.',
  },
  {
    says: /Could not resolve host|Connection refused|Connection timed out|Failed to connect|unable to access|Connection reset|early EOF|hung up unexpectedly|RPC failed|unexpected disconnect|Could not read from remote|unable to connect/i,
    code: 'unreachable',
    sentence: 'The connection to {remote} did not come about or broke off.',
  },
  {
    says: /Please tell me who you are|empty ident name|unable to auto-detect email/i,
    code: 'not_set_up',
    sentence: 'Git does not know who you are.',
    hint: 'Set it once: git config --global user.name "…" and git config --global user.email "…".',
  },
  {
    says: /gpg failed to sign|failed to sign|signing failed|error: gpg|Couldn't load public key|user\.signingkey/i,
    code: 'not_set_up',
    sentence: 'The commit could not be signed with your key.',
    hint: 'Your git is set to sign commits: unlock the key (gpg or ssh agent), then try again.',
  },
  {
    says: /git-lfs.*not found|'lfs' is not a git command|external filter '?git-lfs|clean filter 'lfs' failed/i,
    code: 'not_set_up',
    sentence: 'The branch keeps files in git LFS, which is not installed on this machine.',
    hint: 'Install git-lfs.',
  },
  {
    says: /hook/i,
    code: 'not_allowed',
    sentence: 'A hook of your git refused the commit or the push.',
  },
];

export function explainGit(cause: unknown, place: { readonly remote: string; readonly branch: string }): CarrierError {
  if (cause instanceof CarrierError) return cause;
  const remote = withoutSecrets(place.remote);
  if (!(cause instanceof GitFailure)) return new CarrierError('failed', `git: ${errorText(cause)}`, { cause });
  const found = EXPLANATIONS.find(({ says }) => says.test(cause.stderr));
  if (found === undefined) {
    const last = withoutSecrets(lastLine(cause.stderr));
    return new CarrierError('failed', `git could not do it: ${last}`, { cause });
  }
  const sentence = found.sentence.replace('{remote}', remote).replace('{branch}', place.branch);
  return new CarrierError(found.code, sentence, { cause, ...(found.hint === undefined ? {} : { hint: found.hint }) });
}

/** Addresses may hold a token, as `https://name:token@host/`. */
export function withoutSecrets(text: string): string {
  return text.replace(/:\/\/[^@/\s]*@/g, '://');
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /^(fatal|error|remote):/.test(line)) ?? lines.at(-1) ?? 'it did not say why.';
}
