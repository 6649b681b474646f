import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { BRIDGE_PATH, RESUME_PATH } from '../../preload/contract/resume.ts';
import type { ResumeKeys } from './resume-keys.ts';
import type { BrowserSession } from './session.ts';

/** One open page. It was let in by the session's checks; nothing else makes one. */
export interface ConnectedPage {
  readonly openedAt: number;
}

export interface BridgeSockets {
  /** Tells every open page. */
  broadcast(channel: string, payload: unknown): void;
  readonly pages: number;
  close(): void;
}

const questionSchema = z.object({ id: z.int(), channel: z.string().max(200), input: z.unknown() });

/** How a page finds out whether this process still runs. */
const PING = '"ping"';
const PONG = '"pong"';

/** A form of 1,000 rows with notes of 100,000 characters fits ten times. */
const LARGEST_QUESTION = 16 * 1024 * 1024;
const LARGEST_GREETING = 1024;

interface BridgeOptions {
  readonly server: Server;
  readonly session: BrowserSession;
  readonly keys: ResumeKeys;
  readonly answer: (page: ConnectedPage, channel: string, input: unknown) => Promise<unknown>;
}

export function openBridgeSockets({ server, session, keys, answer }: BridgeOptions): BridgeSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_QUESTION, perMessageDeflate: false });
  const greetings = new WebSocketServer({ noServer: true, maxPayload: LARGEST_GREETING, perMessageDeflate: false });
  greetings.on('connection', keys.welcome);

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    socket.on('error', () => socket.destroy());
    const [path, query = ''] = (request.url ?? '').split('?', 2);
    const resumes = path === RESUME_PATH;
    // A page of another origin could open a socket with our cookie's absence only; a program without Origin is no page.
    const refusal = resumes
      ? session.refuseForeign(request)
      : session.refuseSocket(request, new URLSearchParams(query));
    if (refusal || request.headers.origin === undefined || !(resumes || path === BRIDGE_PATH)) {
      socket.end(`HTTP/1.1 ${refusal?.status ?? 403} Refused\r\nConnection: close\r\n\r\n`);
      return;
    }
    const to = resumes ? greetings : sockets;
    to.handleUpgrade(request, socket, head, (webSocket) => to.emit('connection', webSocket, request));
  });

  sockets.on('connection', (socket) => {
    const page: ConnectedPage = { openedAt: Date.now() };
    socket.send(JSON.stringify({ resume: keys.make(), entry: keys.entry }));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const text = String(data);
      if (text === PING) return socket.send(PONG);
      const question = parse(text);
      // Our own script cannot send this; whoever did is not answered.
      if (question === undefined) return socket.close(1008, 'not a question');
      const { id, channel, input } = question;
      void answer(page, channel, input).then((outcome) => socket.send(JSON.stringify({ id, outcome })));
    });
  });

  return {
    broadcast(channel, payload) {
      if (sockets.clients.size === 0) return;
      const text = JSON.stringify({ channel, payload });
      for (const socket of sockets.clients) socket.send(text);
    },
    get pages() {
      return sockets.clients.size;
    },
    close() {
      for (const socket of [...sockets.clients, ...greetings.clients]) socket.terminate();
      sockets.close();
      greetings.close();
    },
  };
}

function parse(text: string): z.infer<typeof questionSchema> | undefined {
  try {
    const parsed = questionSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
