import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';

// Real servers of other people, each on a free port of this machine and with everything it writes in a folder of the test's own.

/** Where a program is, or undefined. Servers are often not in the path of people. */
export function programPath(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/lib/openssh'];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const told = new Set<string>();

/** Why a peer's tests cannot run here, printed once; undefined when they can. For `describe.skipIf`. */
export function missing(...programs: readonly string[]): string | undefined {
  const absent = programs.filter((name) => programPath(name) === undefined);
  if (absent.length === 0) return undefined;
  const reason = `skipped: ${absent.join(', ')} not installed on this machine`;
  if (!told.has(reason)) console.info(reason);
  told.add(reason);
  return reason;
}

export interface Peer {
  readonly host: string;
  readonly port: number;
  /** The folder of this machine that it serves. */
  readonly folder: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again after that, at the same port. */
  restart(): Promise<void>;
  /** What it said, for a test that fails. */
  said(): string;
}

export interface PeerProgram {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly port: number;
  readonly folder: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly logFile?: string;
}

const LOOKS_MS = 20;
const START_MS = 60_000;

/** Starts a server in the foreground and returns once its port takes connections. */
export async function startPeer(start: PeerProgram): Promise<Peer> {
  let running = await run(start);
  return {
    ...{ host: '127.0.0.1', port: start.port, folder: start.folder },
    kill: () => running.kill(),
    async restart() {
      running = await run(start);
    },
    said: () => running.said(),
  };
}

async function run(start: PeerProgram): Promise<Pick<Peer, 'kill' | 'said'>> {
  const program = programPath(start.program) ?? start.program;
  const child = spawn(program, start.arguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...start.environment },
    detached: true,
  });
  let output = '';
  const hear = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const said = () => output + (start.logFile ? readOrNothing(start.logFile) : '');
  // Not 'close': a process of a connection may have left the group, and holds the output open.
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.once('error', (cause) => hear(Buffer.from(String(cause))));
  const deadline = Date.now() + START_MS;
  while (!(await answers(start.port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      endGroup(child);
      throw new Error(`${start.program} did not start: ${said()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKS_MS));
  }
  const kill = async () => {
    endGroup(child);
    await over;
    child.stdout.destroy();
    child.stderr.destroy();
  };
  return { kill, said };
}

/** Servers make a process for each connection; all are in the group that we started. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Ended by itself.
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
