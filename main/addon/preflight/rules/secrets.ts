import { isPartOfTools } from '../../detect/markers.ts';
import type { FileEntry } from '../../scan/entry.ts';
import { remembered } from '../../scan/remembered.ts';
import type { FileContents } from '../file-contents.ts';
import { ignoreFix, patternFor } from '../fixes-offered.ts';
import type { Rule, RuleFinding } from '../rule.ts';

const SECRET_NAME =
  /(^|\/)(\.env(\.[\w.-]+)?|id_(rsa|dsa|ecdsa|ed25519)|\.netrc|\.npmrc|\.pypirc|\.htpasswd|credentials(\.json)?|secrets?\.(json|ya?ml|toml|txt)|[^/]+\.(pem|p12|pfx|key|keystore|jks|ppk|kdbx))$/i;
/** Files that say how one with secrets looks. */
const EXAMPLE_NAME = /[.\-_](?:example|sample|template|dist)(?:\.[^/]*)?$/i;
/** These hold a key or a certificate, which is for everyone to read: the text tells. Keynote takes the second ending too. */
const KEY_OR_CERTIFICATE = /\.(?:pem|key)$/i;
/** A web page gives its key to each of its readers. */
const PUBLISHED_BY_DESIGN = /\.(?:html?|m?jsx?|tsx?|css|svg|vue|json|xml|plist)$/i;
const GOOGLE_KEY = 'a Google API key';
const PERHAPS_TEXT =
  /(^|\/)[^./]+$|\.(txt|json|ya?ml|toml|ini|cfg|conf|env|lua|py|js|ts|sh|bat|cmd|ps1|md|xml|html?|properties|pem|key)$/i;
const MOST_BYTES = 1024 * 1024;

const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:\s|\\[nr])+(?:[\w-]+:[^\n]*\s+)*[A-Za-z0-9+/=]{40}/, 'a private key'],
  [/\bxpkg_[A-Za-z0-9]{24,}/, 'an X-Pkg token'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{40,}/, 'a GitHub token'],
  [/\bAKIA(?![0-9A-Z]*EXAMPLE)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bxox[abprs]-[A-Za-z0-9-]{20,}/, 'a Slack token'],
  [/\bglpat-[\w-]{20,}/, 'a GitLab token'],
  [/\bAIza[\w-]{35}\b/, GOOGLE_KEY],
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
      if (entry.link !== undefined || EXAMPLE_NAME.test(entry.path)) continue;
      const isText = PERHAPS_TEXT.test(entry.path) && entry.size <= MOST_BYTES;
      const what = isText ? await searcher(contents)(entry) : null;
      if (what !== null) findings.push(certain(entry, what, scan.root));
      else if (SECRET_NAME.test(entry.path) && !(isText && KEY_OR_CERTIFICATE.test(entry.path))) {
        findings.push({
          severity: 'warning', // a name alone may be a false alarm
          path: entry.path,
          message: 'By its name this file may hold secrets.',
          fix: ignoreFix(scan.root, patternFor(entry.path)),
        });
      }
    }
    return findings;
  },
};

function certain(entry: FileEntry, what: string, root: string): RuleFinding {
  const fix = ignoreFix(root, patternFor(entry.path));
  if (what === GOOGLE_KEY && PUBLISHED_BY_DESIGN.test(entry.path)) {
    return {
      severity: 'warning',
      path: entry.path,
      message:
        'This file holds a Google API key. In a web page it is public by design; is it limited to what the page does?',
      why: 'Whoever reads the key can use it, and its owner pays, unless it is limited.',
      fix,
    };
  }
  if (isPartOfTools(entry.path)) {
    return {
      severity: 'warning',
      path: entry.path,
      message: `This file holds ${what}, by its place one for tests. Leave it out.`,
      fix,
    };
  }
  const message = `This file holds ${what}. Take it out, and have a new one made if it was ever published.`;
  return { severity: 'error', path: entry.path, message, fix };
}

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
