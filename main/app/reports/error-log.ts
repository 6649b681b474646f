import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialQueue } from '../../clock/index.ts';

const LOG_LIMIT_BYTES = 2 * 1024 * 1024;
const RECENT = 50;

/** What looks like a credential, wherever it stands: our tokens, JWTs, Authorization headers, key=value, URL passwords. */
const SECRETS: readonly [RegExp, string][] = [
  [/\bxpkg_[A-Za-z0-9_-]{8,}/g, 'xpkg_***'],
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*/g, '***'],
  [/("?authorization"?\s*[:=]\s*"?)(?:bearer\s+)?[^\s",}]+/gi, '$1***'],
  [/\bbearer\s+[A-Za-z0-9._~+/=-]{6,}/gi, 'Bearer ***'],
  [/("?(?:token|password|secret|private_?key|api_?key)"?\s*[:=]\s*"?)[^\s",}&]+/gi, '$1***'],
  [/(https?:\/\/)[^\s/@:]+:[^\s/@]+@/gi, '$1***@'],
];

/** Takes out every known secret by its text, and whatever looks like one; logs and reports are read by strangers. */
export function redact(text: string, knownSecrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of knownSecrets) if (secret.length >= 6) clean = clean.replaceAll(secret, '***');
  for (const [pattern, replacement] of SECRETS) clean = clean.replace(pattern, replacement);
  return clean;
}

export interface ErrorLog {
  readonly path: string;
  /** Never throws and never waits: a log that fails must not take the app with it. */
  write(where: string, cause: unknown): void;
  recent(): readonly { readonly at: number; readonly text: string }[];
  /** A token the app learns; from then on it cannot appear in the log or in a report. */
  keepOut(secret: string): void;
  redact(text: string): string;
  flushed(): Promise<void>;
}

export function openErrorLog(folder: string, now: () => number): ErrorLog {
  const path = join(folder, 'errors.log');
  const secrets = new Set<string>();
  const recent: { at: number; text: string }[] = [];
  const queue = new SerialQueue();

  async function append(line: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    const size = await stat(path).then(
      (info) => info.size,
      () => 0,
    );
    if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
    await appendFile(path, line, { mode: 0o600 });
  }

  return {
    path,
    write(where, cause) {
      const at = now();
      const text = redact(`${where}: ${causeAsText(cause)}`, secrets);
      recent.push({ at, text });
      if (recent.length > RECENT) recent.shift();
      queue.run(() => append(`${new Date(at).toISOString()} ${text}\n`)).catch(() => {});
    },
    recent: () => recent,
    keepOut: (secret) => {
      if (secret !== '') secrets.add(secret);
    },
    redact: (text) => redact(text, secrets),
    flushed: () => queue.idle(),
  };
}

function causeAsText(cause: unknown): string {
  if (cause instanceof Error) {
    const chain = cause.cause === undefined ? '' : ` <- ${causeAsText(cause.cause)}`;
    return `${cause.stack ?? `${cause.name}: ${cause.message}`}${chain}`;
  }
  return typeof cause === 'string' ? cause : JSON.stringify(cause);
}
