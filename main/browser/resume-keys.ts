import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { type ResumeKey, resumeWords } from '../../preload/contract/resume.ts';

/** How long a tab has to answer, and then to use the ticket it gets: a busy machine takes its time. */
const TIMEOUT_MS = 60_000;

const nonceSchema = z.string().regex(/^[\w-]{22,64}$/);
const helloSchema = z.object({ id: nonceSchema, nonce: nonceSchema });
const answerSchema = z.object({ proof: z.string().max(64) });

export interface ResumeKeys {
  /** A key for one tab, which a later Loadmaster on the same port and data can tell again. */
  make(): ResumeKey;
  /** The key of this run, for every page it serves. */
  readonly entry: ResumeKey;
  /** Proves this server to the tab, and lets it in once it has proved itself. */
  welcome(socket: WebSocket): void;
}

interface ResumeOptions {
  readonly origin: string;
  /** Kept in the author's data folder. */
  readonly secret: string;
  readonly issueTicket: (lifetimeMs: number) => string;
  readonly issuePass: (lifetimeMs: number) => string;
}

export function openResumeKeys({ origin, secret, issueTicket, issuePass }: ResumeOptions): ResumeKeys {
  // Pages keep it, where the next program at this port could read it: it must open nothing but this run.
  const entry = { id: randomBytes(16).toString('base64url'), key: randomBytes(32).toString('base64url') };
  const keyOf = (id: string): string =>
    id === entry.id ? entry.key : createHmac('sha256', secret).update(`${origin}\n${id}`).digest('base64url');
  return {
    entry,
    make() {
      const id = randomBytes(16).toString('base64url');
      return { id, key: keyOf(id) };
    },
    welcome(socket) {
      const end = setTimeout(() => socket.terminate(), TIMEOUT_MS);
      socket.on('error', () => socket.terminate());
      socket.on('close', () => clearTimeout(end));
      socket.once('message', (data) => {
        const hello = helloSchema.safeParse(parsed(String(data)));
        if (!hello.success) return socket.close(1008, 'not a greeting');
        const { id, nonce: pageNonce } = hello.data;
        const serverNonce = randomBytes(32).toString('base64url');
        const sign = (who: 'server' | 'page'): Buffer =>
          createHmac('sha256', Buffer.from(keyOf(id), 'base64url'))
            .update(resumeWords(who, pageNonce, serverNonce))
            .digest();
        socket.once('message', (reply) => {
          const answer = answerSchema.safeParse(parsed(String(reply)));
          const proof = Buffer.from(answer.success ? answer.data.proof : '', 'base64url');
          const right = sign('page');
          if (proof.length !== right.length || !timingSafeEqual(proof, right)) return socket.close(1008, 'not proved');
          socket.send(JSON.stringify({ ticket: issueTicket(TIMEOUT_MS), pass: issuePass(TIMEOUT_MS) }));
        });
        socket.send(JSON.stringify({ nonce: serverNonce, proof: sign('server').toString('base64url') }));
      });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
