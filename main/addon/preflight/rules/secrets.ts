import type { FileEntry } from '../../scan/entry.ts';
import { remembered } from '../../scan/remembered.ts';
import type { FileContents } from '../file-contents.ts';
import { ignoreFix, patternFor } from '../fixes-offered.ts';
import type { Rule, RuleFinding } from '../rule.ts';

const SECRET_NAME =
  /(^|\/)(\.env(\.[\w.-]+)?|id_(rsa|dsa|ecdsa|ed25519)|\.netrc|\.npmrc|\.pypirc|\.htpasswd|credentials(\.json)?|secrets?\.(json|ya?ml|toml|txt)|[^/]+\.(pem|p12|pfx|key|keystore|jks|ppk|kdbx))$/i;
const PERHAPS_TEXT =
  /(^|\/)[^./]+$|\.(txt|json|ya?ml|toml|ini|cfg|conf|env|lua|py|js|ts|sh|bat|cmd|ps1|md|xml|html?|properties|pem|key)$/i;
const MOST_BYTES = 1024 * 1024;

const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/, 'a private key'],
  [/\bxpkg_[A-Za-z0-9]{24,}/, 'an X-Pkg token'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{40,}/, 'a GitHub token'],
  [/\bAKIA[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bxox[abprs]-[A-Za-z0-9-]{20,}/, 'a Slack token'],
  [/\bglpat-[\w-]{20,}/, 'a GitLab token'],
  [/\bAIza[\w-]{35}\b/, 'a Google API key'],
  [/\bsk_live_[A-Za-z0-9]{20,}/, 'a Stripe key'],
  [/\bnpm_[A-Za-z0-9]{36}\b/, 'an npm token'],
  [/https:\/\/(?:discord|discordapp)\.com\/api\/webhooks\/\d+\/[\w-]{40,}/, 'a Discord webhook'],
];

const searchers = new WeakMap<FileContents, (entry: FileEntry) => Promise<string | null>>();

export const secrets: Rule = {
  id: 'secrets',
  why: 'A published version cannot be taken back, and a secret in it is read by robots within minutes.',
  concerns: (path) => SECRET_NAME.test(path) || PERHAPS_TEXT.test(path),
  async check({ scan, contents, signal }) {
    const findings: RuleFinding[] = [];
    for (const entry of scan.entries) {
      signal?.throwIfAborted();
      if (entry.link !== undefined) continue;
      const named = SECRET_NAME.test(entry.path);
      const what = PERHAPS_TEXT.test(entry.path) && entry.size <= MOST_BYTES ? await searcher(contents)(entry) : null;
      if (what === null && !named) continue;
      findings.push({
        // What is certainly a secret blocks; a name alone may be a false alarm.
        severity: what === null ? 'warning' : 'error',
        path: entry.path,
        message:
          what === null
            ? 'By its name this file holds secrets.'
            : `This file holds ${what}. Take it out, and have a new one made if it was ever published.`,
        fix: ignoreFix(scan.root, patternFor(entry.path)),
      });
    }
    return findings;
  },
};

function searcher(contents: FileContents): (entry: FileEntry) => Promise<string | null> {
  const known = searchers.get(contents);
  if (known) return known;
  const made = remembered(async (entry) => {
    const text = (await contents.text(entry)) ?? '';
    return SECRET_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  });
  searchers.set(contents, made);
  return made;
}
