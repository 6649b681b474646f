import { type Messages, message } from '../../../../../preload/messages/index.ts';
import { isExample, isPartOfTools } from '../../../detect/markers.ts';
import type { FileEntry } from '../../../scan/entry.ts';
import type { FileContents } from '../../file-contents.ts';
import { ignoreFix, patternFor } from '../../fixes-offered.ts';
import { textReader } from '../../once.ts';
import { isOnlySource } from '../../plugin-source.ts';
import { changesPublished } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

const SECRET_NAME =
  /(^|\/)(\.env(\.[\w.-]+)?|id_(rsa|dsa|ecdsa|ed25519)|\.netrc|\.npmrc|\.pypirc|\.htpasswd|credentials(\.json)?|secrets?\.(json|ya?ml|toml|txt)|[^/]+\.(pem|p12|pfx|key|keystore|jks|ppk|kdbx))$/i;
/** Files that say how one with secrets looks. */
const EXAMPLE_NAME = /[.\-_](?:example|sample|template|dist)(?:\.[^/]*)?$/i;
/** Settings that are text: only with a value like these in it is one of them a secret. */
const SETTINGS: readonly (readonly [name: RegExp, secret: RegExp])[] = [
  [/(?:^|\/)\.npmrc$/i, /_auth|_password|certfile|keyfile/i],
  [
    /(?:^|\/)\.env[^/]*$/i,
    /^\s*(?:export\s+)?\w*(?:key|secret|token|pass|pwd|auth|cred)\w*\s*=\s*["']?[^\s"'#$<{]{6}|:\/\/[^\s:@/]+:[^\s@/]+@/im,
  ],
];
/** These hold a key or a certificate, which is for everyone to read: the text alone tells. Presentations of Keynote take the second ending too. */
const KEY_OR_CERTIFICATE = /\.(?:pem|key)$/i;
/** A web page gives its key to each of its readers. */
const PUBLISHED_BY_DESIGN = /\.(?:html?|m?jsx?|tsx?|css|svg|vue|json|xml|plist)$/i;
/** A browser puts what a page of somebody else consists of into such a folder when it saves it. */
const OF_SAVED_PAGE = /_files\//i;
const PERHAPS_TEXT =
  /(^|\/)[^./]+$|\.(txt|json|ya?ml|toml|ini|cfg|conf|env|lua|py|js|ts|sh|bat|cmd|ps1|md|xml|html?|properties|pem|key)$/i;
const MOST_BYTES = 1024 * 1024;

type Secret = Parameters<Messages['secrets']['certain']>[0];

const SECRET_TEXT: readonly (readonly [RegExp, Secret])[] = [
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:\s|\\[nr])+(?:[\w-]+:[^\n]*\s+)*[A-Za-z0-9+/=]{40}/, 'privateKey'],
  [/\bxpkg_[A-Za-z0-9]{24,}/, 'xpkg'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{40,}/, 'github'],
  [/\bAKIA(?![0-9A-Z]*EXAMPLE)[0-9A-Z]{16}\b/, 'aws'],
  [/\bxox[abprs]-[A-Za-z0-9-]{20,}/, 'slack'],
  [/\bglpat-[\w-]{20,}/, 'gitlab'],
  [/\bAIza[\w-]{35}\b/, 'google'],
  [/\bsk_live_[A-Za-z0-9]{20,}/, 'stripe'],
  [/\bnpm_[A-Za-z0-9]{36}\b/, 'npm'],
  [/https:\/\/(?:discord|discordapp)\.com\/api\/webhooks\/\d+\/[\w-]{40,}/, 'discord'],
];

const searcher = textReader((text): Secret | undefined => SECRET_TEXT.find(([pattern]) => pattern.test(text))?.[1]);

export const secrets: Rule = {
  id: 'secrets',
  concerns: (path) => SECRET_NAME.test(path) || PERHAPS_TEXT.test(path) || changesPublished(path),
  async check(context) {
    const { scan, contents, signal } = context;
    const findings: RuleFinding[] = [];
    const isSource = await isOnlySource(context);
    for (const entry of scan.entries) {
      signal?.throwIfAborted();
      if (entry.link !== undefined || EXAMPLE_NAME.test(entry.path)) continue;
      const isText = PERHAPS_TEXT.test(entry.path) && entry.size <= MOST_BYTES;
      const what = isText ? await searcher(contents)(entry) : undefined;
      if (what !== undefined) {
        // Keys that show how a library works, and those of web pages, are for everyone; where nothing is published they say nothing.
        const isForAll = isForTests(entry.path) || isPublicKey(entry, what);
        if (!isSource || !isForAll) findings.push(certain(entry, what, scan.root));
        // A name alone may be a false alarm, and among the code of others it nearly always is one.
      } else if (isSecretByName(entry.path) && (await holdsSecret(entry, contents))) {
        findings.push({
          severity: 'warning',
          path: entry.path,
          message: message('secrets.byName'),
          fix: ignoreFix(scan.root, patternFor(entry.path)),
        });
      }
    }
    return findings;
  },
};

function isSecretByName(path: string): boolean {
  return SECRET_NAME.test(path) && !KEY_OR_CERTIFICATE.test(path) && !isPartOfTools(path);
}

async function holdsSecret(entry: FileEntry, contents: FileContents): Promise<boolean> {
  const secret = SETTINGS.find(([name]) => name.test(entry.path))?.[1];
  const text = secret === undefined ? undefined : await contents.text(entry);
  return secret === undefined || text === undefined || secret.test(text);
}

function certain(entry: FileEntry, what: Secret, root: string): RuleFinding {
  const fix = ignoreFix(root, patternFor(entry.path));
  if (isPublicKey(entry, what)) {
    return {
      severity: OF_SAVED_PAGE.test(entry.path) ? 'note' : 'warning',
      path: entry.path,
      message: message('secrets.googleKey'),
      why: message('secrets.whyGoogleKey'),
      fix,
    };
  }
  if (isForTests(entry.path)) {
    return {
      severity: 'warning',
      path: entry.path,
      message: message('secrets.forTests', what),
      fix,
    };
  }
  return { severity: 'error', path: entry.path, message: message('secrets.certain', what), fix };
}

function isForTests(path: string): boolean {
  return isPartOfTools(path) || isExample(path);
}

function isPublicKey({ path }: FileEntry, what: Secret): boolean {
  return what === 'google' && PUBLISHED_BY_DESIGN.test(path);
}
