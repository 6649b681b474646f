import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

// The known_hosts files of OpenSSH: what the author's own ssh trusts, Loadmaster trusts too.

export interface KnownKey {
  readonly type: string;
  readonly key: Buffer;
  readonly revoked: boolean;
}

/** Keys of that host in the text of a known_hosts file. Lines that make no sense are passed over, as ssh does. */
export function keysOfHost(text: string, host: string, port: number): KnownKey[] {
  const name = hostName(host, port);
  const found: KnownKey[] = [];
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields[0] === undefined || fields[0] === '' || fields[0].startsWith('#')) continue;
    const mark = fields[0].startsWith('@') ? fields.shift() : undefined;
    const [patterns, type, key] = fields;
    // Certificates of hosts are not understood by the library; without one the plain key counts.
    if (mark === '@cert-authority' || patterns === undefined || type === undefined || key === undefined) continue;
    if (matchesHost(patterns, name)) {
      found.push({ type, key: Buffer.from(key, 'base64'), revoked: mark === '@revoked' });
    }
  }
  return found;
}

export function knownHostsLine(host: string, port: number, key: Buffer): string {
  return `${hostName(host, port)} ${keyType(key)} ${key.toString('base64')}\n`;
}

/** The first field of a key as SSH sends it: its type. */
export function keyType(key: Buffer): string {
  if (key.length < 4) return '';
  const length = key.readUInt32BE(0);
  return key.subarray(4, 4 + length).toString('latin1');
}

/** As `ssh-keygen -l` and every hoster's help page write it. */
export function sshFingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function hostName(host: string, port: number): string {
  const lower = host.toLowerCase();
  return port === 22 ? lower : `[${lower}]:${port}`;
}

function matchesHost(patterns: string, name: string): boolean {
  if (patterns.startsWith('|1|')) return matchesHashed(patterns, name);
  let matched = false;
  for (const pattern of patterns.toLowerCase().split(',')) {
    const negated = pattern.startsWith('!');
    if (!matchesPattern(negated ? pattern.slice(1) : pattern, name)) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}

function matchesHashed(hashed: string, name: string): boolean {
  const [, , salt, hash] = hashed.split('|');
  if (salt === undefined || hash === undefined) return false;
  const wanted = Buffer.from(hash, 'base64');
  const made = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return wanted.length === made.length && timingSafeEqual(wanted, made);
}

function matchesPattern(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === name;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}
