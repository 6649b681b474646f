import { once, setMaxListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import type SftpClient from 'ssh2-sftp-client';
import type { ConnectOptions } from 'ssh2-sftp-client';
import { errorText } from '../../../../preload/contract/error-text.ts';
import { CarrierError } from '../carrier-error.ts';
import { networkFault } from '../network.ts';
import { keyType, sshFingerprint } from '../trust/known-hosts.ts';
import { type Trust, UnknownServer } from '../trust/trust.ts';

export interface SftpLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** 'agent': the keys that the author's own ssh agent holds. */
  readonly by: 'password' | 'key' | 'agent';
  /** The private key's file. */
  readonly keyFile?: string | undefined;
  /** The password, or the passphrase of the key. */
  readonly secret?: string | undefined;
}

/** What the library hands out for a session: SFTP's own requests, each with a callback. */
export type SftpSession = Awaited<ReturnType<SftpClient['connect']>>;

export interface SftpConnection {
  readonly session: SftpSession;
  /** Aborted once the connection is gone. */
  readonly gone: AbortSignal;
  /** What is sent now and in the same moment leaves together. */
  gather(): void;
  end(): Promise<void>;
}

const CONNECT_MS = 20_000;
/** How long a server has to say goodbye. */
const END_MS = 5000;
/** Three questions without an answer end a silent connection. */
const KEEPALIVE_MS = 15_000;

export async function connectSftp(login: SftpLogin, trust: Trust): Promise<SftpConnection> {
  const { default: Client } = await import('ssh2-sftp-client');
  const state: ConnectState = {};
  const over = new AbortController();
  // Every request under way listens.
  setMaxListeners(0, over.signal);
  const gone = () => over.abort();
  const client = new Client('loadmaster', { error: gone, end: gone, close: gone });
  client.on('error', (cause: Error & { level?: string }) => {
    state.level ??= cause.level;
    state.cause ??= cause;
  });
  client.on('close', gone);
  client.on('keyboard-interactive', (_name, _text, _language, prompts: readonly unknown[], answer) => {
    answer(prompts.map(() => login.secret ?? ''));
  });
  const options = await connectOptions(login, trust, state);
  const sock = await connectSocket(login);
  sock.once('close', gone);
  const end = () => endQuietly(client, sock, over.signal);
  try {
    const session = await client.connect({ ...options, sock });
    return { session, gone: over.signal, gather: gatherWrites(sock), end };
  } catch (cause) {
    await end();
    throw connectFault(login, state, cause);
  }
}

/** Requests are small and wait for their answers: without `noDelay` each takes 40 ms on top of the way. */
async function connectSocket({ host, port }: SftpLogin): Promise<Socket> {
  const place = `${host}:${port}`;
  const socket = connect({ host, port, noDelay: true });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_MS) });
    return socket;
  } catch (cause) {
    socket.destroy();
    if (cause instanceof Error && cause.name === 'AbortError') {
      throw new CarrierError('timed_out', `${place} did not answer in time.`, { cause });
    }
    throw networkFault(cause, place) ?? new CarrierError('failed', `${place}: ${errorText(cause)}`, { cause });
  }
}

/** The library writes each packet to the socket in three parts; without a delay each of them would be a call and a packet of the network. */
function gatherWrites(socket: Socket): () => void {
  let isGathering = false;
  const send = () => {
    isGathering = false;
    socket.uncork();
  };
  return () => {
    if (isGathering) return;
    isGathering = true;
    socket.cork();
    setImmediate(send);
  };
}

interface ConnectState {
  /** Where in the library it failed. */
  level?: string | undefined;
  cause?: unknown;
  /** What the look at the host's key said. */
  refusal?: CarrierError | undefined;
}

async function connectOptions(login: SftpLogin, trust: Trust, state: ConnectState): Promise<ConnectOptions> {
  const { host, port, user } = login;
  const options: ConnectOptions = {
    host,
    port,
    username: user,
    readyTimeout: CONNECT_MS,
    keepaliveInterval: KEEPALIVE_MS,
    // As ssh does: a host that is known by one kind of key is asked for that kind.
    algorithms: {
      serverHostKey: { prepend: hostKeyAlgorithms(trust.sshKeyTypes(host, port)), append: [], remove: [] },
    },
    hostVerifier: (key: Buffer) => {
      state.refusal = judgeKey(trust, host, port, key);
      return state.refusal === undefined;
    },
  };
  if (login.by === 'agent') return { ...options, agent: agentSocket() };
  if (login.by === 'key') return { ...options, ...(await privateKey(login)) };
  if (login.secret === undefined) {
    throw new CarrierError('login_refused', `The password of ${user} at ${host} is missing.`);
  }
  return { ...options, password: login.secret, tryKeyboard: true };
}

function hostKeyAlgorithms(
  types: readonly string[],
): NonNullable<
  Exclude<NonNullable<NonNullable<ConnectOptions['algorithms']>['serverHostKey']>, readonly unknown[]>['prepend']
> {
  const ordered = types.flatMap((type) => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [type]));
  const supported = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'] as const;
  const rsa = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] as const;
  return [...supported, ...rsa].filter((one) => ordered.includes(one));
}

function judgeKey(trust: Trust, host: string, port: number, key: Buffer): CarrierError | undefined {
  const verdict = trust.sshKey(host, port, key);
  if (verdict === 'known') return undefined;
  const fingerprint = sshFingerprint(key);
  if (verdict === 'unknown') {
    return new UnknownServer({ kind: 'ssh', host, port, key: key.toString('base64'), fingerprint });
  }
  const sentence =
    verdict === 'revoked'
      ? `The key of ${host}:${port} (${fingerprint}) is marked as revoked in known_hosts.`
      : `${host}:${port} shows another key than before: ${keyType(key)} ${fingerprint}.`;
  const hint =
    'Somebody may be between you and the server, or the server was set up anew. Ask the hoster; if it is right, take the old line out of known_hosts.';
  return new CarrierError('host_unknown', sentence, { hint });
}

function agentSocket(): string {
  const socket = process.env.SSH_AUTH_SOCK ?? (process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : '');
  if (socket !== '') return socket;
  const hint = 'Start it (ssh-agent) and add your key (ssh-add), or name the file of the key.';
  throw new CarrierError('not_set_up', 'There is no ssh agent on this machine to log in with.', { hint });
}

async function privateKey({ keyFile, secret }: SftpLogin): Promise<{ privateKey: Buffer; passphrase?: string }> {
  if (keyFile === undefined) throw new CarrierError('not_set_up', 'The file of the private key is not named.');
  try {
    const key = await readFile(keyFile);
    return { privateKey: key, ...(secret === undefined ? {} : { passphrase: secret }) };
  } catch (cause) {
    throw new CarrierError('not_set_up', `The private key ${keyFile} cannot be read.`, { path: keyFile, cause });
  }
}

function connectFault(login: SftpLogin, state: ConnectState, cause: unknown): CarrierError {
  if (state.refusal) return state.refusal;
  const place = `${login.host}:${login.port}`;
  const message = errorText(cause);
  if (message.includes('Cannot parse privateKey')) return keyFault(login, message, cause);
  if (state.level === 'agent') {
    const hint = 'Is it running, and does `ssh-add -l` list the key?';
    return new CarrierError('login_refused', 'The ssh agent did not sign for the login.', { hint, cause });
  }
  if (state.level === 'client-authentication' || message.includes('authentication methods failed')) {
    return loginFault(login, cause);
  }
  if (state.level === 'client-timeout') {
    return new CarrierError('timed_out', `${place} did not answer in time.`, { cause });
  }
  const network = networkFault(state.cause, place) ?? networkFault(cause, place);
  if (network) return network;
  if (/end event|close event|Connection lost|handshake/i.test(message)) {
    const hint = 'Is it an SFTP server, and are not too many connections open to it?';
    return new CarrierError('unreachable', `${place} ended the connection before the login.`, { hint, cause });
  }
  return new CarrierError('failed', `${place}: ${message}`, { cause });
}

function keyFault({ keyFile, secret }: SftpLogin, message: string, cause: unknown): CarrierError {
  const more = { cause, ...(keyFile === undefined ? {} : { path: keyFile }) };
  if (/no passphrase given|encrypted/i.test(message) && secret === undefined) {
    return new CarrierError('login_refused', `The private key ${keyFile} needs its passphrase.`, more);
  }
  if (secret !== undefined) {
    return new CarrierError('login_refused', `The passphrase does not open the private key ${keyFile}.`, more);
  }
  const hint = 'It has to be a private key as ssh-keygen makes it, or a .ppk of PuTTY.';
  return new CarrierError('not_set_up', `${keyFile} is not a private key that can be read.`, { ...more, hint });
}

function loginFault({ host, user, by }: SftpLogin, cause: unknown): CarrierError {
  const what = { password: 'this password', key: 'this key', agent: 'any key of the ssh agent' }[by];
  const hint =
    by === 'password'
      ? 'Check the name and the password. Some servers take keys only.'
      : 'Is the public key in authorized_keys there, and is the name right?';
  return new CarrierError('login_refused', `${host} knows the user "${user}" not by ${what}.`, { hint, cause });
}

/** The library waits for a connection to close, also for one that has: then nothing would ever come. */
async function endQuietly(client: SftpClient, sock: Socket, gone: AbortSignal): Promise<void> {
  if (!gone.aborted) {
    const closed = once(gone, 'abort', { signal: AbortSignal.timeout(END_MS) });
    await Promise.race([client.end(), closed]).catch(() => {});
  }
  sock.destroy();
}
