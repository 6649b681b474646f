import { RESUME_PATH, type ResumeKey, resumeWords } from './contract/resume.ts';
import type { Socket } from './kept-socket.ts';

/** Who holds the port and says nothing is given up, and asked again a moment later. */
const PATIENCE_MS = 5000;

interface PageParts {
  readonly open: (path: string) => Socket;
  /** Takes the ticket for this tab's cookie. */
  readonly enter: (ticket: string) => Promise<void>;
}

/**
 * Opens the bridge again and again. What answers at the port has to prove first that it is this author's Loadmaster:
 * another program may have taken the port, and must learn nothing that opens the next one.
 */
export function resumingSockets({ open, enter }: PageParts): () => Socket {
  let known: ResumeKey | null = null;
  const bridge = (): Socket => {
    const socket = open('/bridge');
    socket.addEventListener('message', ({ data }) => {
      known = keyIn(String(data)) ?? known;
    });
    return socket;
  };
  return () => (known === null ? bridge() : provenSocket(resume(open, known).then(enter), bridge));
}

/** The page's side of the greeting; resolves with a ticket from a server that has proved itself. */
function resume(open: PageParts['open'], { id, key }: ResumeKey): Promise<string> {
  const socket = open(RESUME_PATH);
  const pageNonce = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return new Promise<string>((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ id, nonce: pageNonce })));
    socket.addEventListener('close', () => reject(new Error('The greeting was broken off.')));
    setTimeout(() => reject(new Error('Nobody answered the greeting.')), PATIENCE_MS);
    socket.addEventListener('message', ({ data }) => {
      const { ticket, nonce, proof } = JSON.parse(String(data));
      if (typeof ticket === 'string') return resolve(ticket);
      answer(key, pageNonce, String(nonce), String(proof)).then((mine) => socket.send(mine), reject);
    });
  }).finally(() => socket.close());
}

async function answer(key: string, pageNonce: string, serverNonce: string, proof: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const signer = await crypto.subtle.importKey('raw', fromBase64Url(key), algorithm, false, ['sign', 'verify']);
  const words = (who: 'server' | 'page') => new TextEncoder().encode(resumeWords(who, pageNonce, serverNonce));
  const isOurs = await crypto.subtle.verify('HMAC', signer, fromBase64Url(proof), words('server'));
  if (!isOurs) throw new Error('Another program answers at the port of Loadmaster.');
  const mine = await crypto.subtle.sign('HMAC', signer, words('page'));
  return JSON.stringify({ proof: toBase64Url(new Uint8Array(mine)) });
}

/** A socket that is opened once `proven` is done, and is closed where that fails. */
function provenSocket(proven: Promise<void>, open: () => Socket): Socket {
  const listeners: ((socket: Socket) => void)[] = [];
  const closers: (() => void)[] = [];
  let real: Socket | null = null;
  let failed = false;
  proven.then(
    () => {
      real = open();
      for (const listen of listeners) listen(real);
    },
    () => {
      failed = true;
      for (const closed of closers) closed();
    },
  );
  const [CONNECTING, CLOSED] = [0, 3];
  return {
    get readyState() {
      return real?.readyState ?? (failed ? CLOSED : CONNECTING);
    },
    send: (text) => real?.send(text),
    close: () => real?.close(),
    addEventListener(type: 'open' | 'close' | 'message', listener: (event: { readonly data: unknown }) => void) {
      listeners.push((socket) => socket.addEventListener(type as 'message', listener));
      if (type === 'close') closers.push(() => listener({ data: null }));
    },
  };
}

function keyIn(text: string): ResumeKey | null {
  if (!text.startsWith('{"resume"')) return null;
  return JSON.parse(text).resume;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
