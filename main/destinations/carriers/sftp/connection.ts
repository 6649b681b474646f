import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import type SftpClient from 'ssh2-sftp-client';
import type { ConnectOptions } from 'ssh2-sftp-client';
import { errorText } from '../../../../preload/contract/error-text.ts';
import { fault, reasonOf } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';
import { networkFault } from '../network.ts';
import { keyType, sshFingerprint } from '../trust/known-hosts.ts';
import { type Trust, UnknownServerError } from '../trust/trust.ts';
import { passKeyObjects } from './cipher-keys.ts';

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
  readonly connectMs?: number | undefined;
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
    passKeyObjects(client);
    return { session, gone: over.signal, gather: gatherWrites(sock), end };
  } catch (cause) {
    await end();
    throw connectFault(login, state, cause);
  }
}

/** Requests are small and wait for their answers: without `noDelay` each takes 40 ms on top of the way. */
async function connectSocket({ host, port, connectMs = CONNECT_MS }: SftpLogin): Promise<Socket> {
  const place = `${host}:${port}`;
  const socket = connect({ host, port, noDelay: true });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(connectMs) });
    return socket;
  } catch (cause) {
    socket.destroy();
    if (cause instanceof Error && cause.name === 'AbortError') {
      throw new CarrierError(fault('timed_out.text', place), { cause });
    }
    throw networkFault(cause, place) ?? new CarrierError(fault('failed.at', place, reasonOf(cause)), { cause });
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
  const { host, port, user, connectMs = CONNECT_MS } = login;
  const options: ConnectOptions = {
    host,
    port,
    username: user,
    readyTimeout: connectMs,
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
    throw new CarrierError(fault('login_refused.noPassword', user, host));
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
    return new UnknownServerError({ kind: 'ssh', host, port, key: key.toString('base64'), fingerprint });
  }
  const place = `${host}:${port}`;
  return new CarrierError(
    verdict === 'revoked'
      ? fault('host_unknown.revoked', place, fingerprint)
      : fault('host_unknown.changed', place, keyType(key), fingerprint),
  );
}

function agentSocket(): string {
  const socket = process.env.SSH_AUTH_SOCK ?? (process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : '');
  if (socket !== '') return socket;

  throw new CarrierError(fault('not_set_up.noAgent'));
}

async function privateKey({ keyFile, secret }: SftpLogin): Promise<{ privateKey: Buffer; passphrase?: string }> {
  if (keyFile === undefined) throw new CarrierError(fault('not_set_up.noKeyFile'));
  try {
    const key = await readFile(keyFile);
    return { privateKey: key, ...(secret === undefined ? {} : { passphrase: secret }) };
  } catch (cause) {
    throw new CarrierError(fault('not_set_up.keyUnread', keyFile), { path: keyFile, cause });
  }
}

function connectFault(login: SftpLogin, state: ConnectState, cause: unknown): CarrierError {
  if (state.refusal) return state.refusal;
  const place = `${login.host}:${login.port}`;
  const message = errorText(cause);
  if (message.includes('Cannot parse privateKey')) return keyFault(login, message, cause);
  if (state.level === 'agent') {
    return new CarrierError(fault('login_refused.agent'), { cause });
  }
  if (state.level === 'client-authentication' || message.includes('authentication methods failed')) {
    return loginFault(login, cause);
  }
  if (state.level === 'client-timeout') {
    return new CarrierError(fault('timed_out.text', place), { cause });
  }
  const network = networkFault(state.cause, place) ?? networkFault(cause, place);
  if (network) return network;
  if (/end event|close event|Connection lost|handshake/i.test(message)) {
    return new CarrierError(fault('unreachable.sftp', place), { cause });
  }
  return new CarrierError(fault('failed.at', place, message), { cause });
}

function keyFault({ keyFile, secret }: SftpLogin, message: string, cause: unknown): CarrierError {
  const more = { cause, ...(keyFile === undefined ? {} : { path: keyFile }) };
  if (/no passphrase given|encrypted/i.test(message) && secret === undefined) {
    return new CarrierError(fault('login_refused.passphrase', keyFile ?? ''), more);
  }
  if (secret !== undefined) {
    return new CarrierError(fault('login_refused.otherPassphrase', keyFile ?? ''), more);
  }

  return new CarrierError(fault('not_set_up.noKey', keyFile ?? ''), more);
}

function loginFault({ host, user, by }: SftpLogin, cause: unknown): CarrierError {
  const id = (
    { password: 'login_refused.password', key: 'login_refused.key', agent: 'login_refused.agentKeys' } as const
  )[by];
  return new CarrierError(fault(id, host, user), { cause });
}

/** The library waits for a connection to close, also for one that has: then nothing would ever come. */
async function endQuietly(client: SftpClient, sock: Socket, gone: AbortSignal): Promise<void> {
  if (!gone.aborted) {
    const closed = once(gone, 'abort', { signal: AbortSignal.timeout(END_MS) });
    await Promise.race([client.end(), closed]).catch(() => {});
  }
  sock.destroy();
}
