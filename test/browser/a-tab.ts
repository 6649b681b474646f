import { createHmac, randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { entryIn, type ResumeKey, resumeWords } from '../../preload/contract/resume.ts';
import type { Socket } from '../../preload/kept-socket.ts';
import { resumingSockets } from '../../preload/resuming-sockets.ts';

export interface LetIn {
  readonly cookie: string;
  readonly entry: ResumeKey | undefined;
}

/** What a browser has after it was led to an address with a ticket. */
export async function enterBy(address: string): Promise<LetIn> {
  const reply = await fetch(address, { redirect: 'manual' });
  const { hash } = new URL(reply.headers.get('location') ?? '/', address);
  return { cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '', entry: entryIn(hash) };
}

/** The sockets of a tab as its script opens them; what a browser adds by itself, cookie and origin, is added here. */
export function socketsOf(origin: string, first: LetIn): { connect: () => Socket; held: () => LetIn } {
  let held = first;
  const connect = resumingSockets({
    open(path) {
      const headers = { origin, ...(path.startsWith('/bridge') && { cookie: held.cookie }) };
      // A port that nobody listens on is a closed socket to a page, and no error.
      return new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers }).on('error', () => {});
    },
    async enter(ticket) {
      held = { ...held, cookie: (await enterBy(`${origin}/?ticket=${ticket}`)).cookie };
    },
    entry: first.entry,
    keep(entry) {
      held = { ...held, entry };
    },
  });
  return { connect, held: () => held };
}

/** The greeting, spoken by hand: what a tab that has this key is told. Rejects with the code it was closed with. */
export function greetBy(origin: string, { id, key }: ResumeKey): Promise<{ ticket: string; pass: string }> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/resume`, { headers: { origin } });
  const nonce = randomBytes(32).toString('base64url');
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(JSON.stringify({ id, nonce })));
    socket.on('close', reject);
    socket.on('message', (data) => {
      const said = JSON.parse(String(data));
      if (said.pass !== undefined) return resolve(said);
      const signer = createHmac('sha256', Buffer.from(key, 'base64url'));
      const proof = signer.update(resumeWords('page', nonce, said.nonce)).digest('base64url');
      socket.send(JSON.stringify({ proof }));
    });
  });
}
