import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonOrSetAside, type SetAside, writeFileDurably } from '../../../disk/index.ts';
import { keysOfHost, knownHostsLine } from './known-hosts.ts';
import type { Trust, UnknownServer } from './trust.ts';

const certificatesSchema = z.object({ version: z.literal(1), certificates: z.record(z.string(), z.string()) });

export interface TrustPlaces {
  /** Loadmaster's own folder: what authors accepted is kept in two files there. */
  readonly folder: string;
  /** Read and never written. Those of the author's ssh unless told otherwise. */
  readonly knownHostsFiles?: readonly string[];
  readonly onSetAside?: (what: SetAside) => void;
}

export async function openTrust({ folder, knownHostsFiles = sshFiles(), onSetAside }: TrustPlaces): Promise<Trust> {
  const ownFile = join(folder, 'known_hosts');
  const certificatesFile = join(folder, 'certificates.json');
  const others = await Promise.all(knownHostsFiles.map(readOrEmpty));
  let own = await readOrEmpty(ownFile);
  const read = await readJsonOrSetAside(certificatesFile, certificatesSchema, onSetAside ?? (() => {}));
  let certificates = read?.certificates ?? {};

  const keys = (host: string, port: number) => [own, ...others].flatMap((text) => keysOfHost(text, host, port));

  async function remember(server: UnknownServer): Promise<void> {
    if (server.kind === 'ssh') {
      own += knownHostsLine(server.host, server.port, Buffer.from(server.key, 'base64'));
      await writeFileDurably(ownFile, own, 0o600);
      return;
    }
    certificates = { ...certificates, [place(server.host, server.port)]: server.pem };
    await writeFileDurably(certificatesFile, `${JSON.stringify({ version: 1, certificates }, null, 2)}\n`, 0o600);
  }

  return {
    sshKey: (host, port, key) => {
      const known = keys(host, port);
      const same = known.filter((one) => one.key.equals(key));
      if (same.some(({ revoked }) => revoked)) return 'revoked';
      if (same.length > 0) return 'known';
      return known.length > 0 ? 'changed' : 'unknown';
    },
    sshKeyTypes: (host, port) => [...new Set(keys(host, port).map(({ type }) => type))],
    certificate: (host, port) => certificates[place(host, port)],
    remember,
  };
}

function place(host: string, port: number): string {
  return `${host.toLowerCase()}:${port}`;
}

function sshFiles(): string[] {
  const files = [join(homedir(), '.ssh', 'known_hosts'), join(homedir(), '.ssh', 'known_hosts2')];
  return process.platform === 'win32' ? files : [...files, '/etc/ssh/ssh_known_hosts'];
}

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // No file, or one that only ssh may read: nobody is known from there.
    return '';
  }
}
