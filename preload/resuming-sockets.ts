import { BRIDGE_PATH, RESUME_PATH, type ResumeKey, resumeWords } from './contract/resume.ts';
import type { Socket } from './kept-socket.ts';

/** Who holds the port and says nothing is given up, and asked again a moment later. */
const TIMEOUT_MS = 5000;

interface PageParts {
  readonly open: (path: string) => Socket;
  /** Takes the ticket for this tab's cookie. */
  readonly enter: (ticket: string) => Promise<void>;
  /** What the address this page was opened by has told it. */
  readonly entry: ResumeKey | undefined;
  /** Keeps what lets the next page of this origin in. */
  readonly keep: (entry: ResumeKey) => void;
}

/** From a server that has proved itself, for a tab that has: both are taken once, within seconds. */
interface LetIn {
  readonly ticket: string;
  readonly pass: string;
}

/**
 * Opens the bridge again and again. What answers at the port has to prove first that it is this author's Loadmaster:
 * another program may have taken the port, and must learn nothing that opens the next one. So has the page: a cookie is
 * known to every port of this machine.
 */
export function resumingSockets({ open, enter, entry, keep }: PageParts): () => Socket {
  let known: ResumeKey | undefined;
  const bridge = (pass: string): Socket => {
    const socket = open(`${BRIDGE_PATH}?pass=${pass}`);
    socket.addEventListener('message', ({ data }) => {
      const told = keysIn(String(data));
      if (told === undefined) return;
      known = told.resume;
      keep(told.entry);
    });
    return socket;
  };
  async function letIn(): Promise<string> {
    const key = known ?? entry;
    if (key === undefined) throw new Error('This page was not opened by an address of Loadmaster.');
    // The server that has just given this page away may be busy with its own start: calls wait for it, as for any answer.
    const { ticket, pass } = await greet(open, key, known === undefined ? undefined : TIMEOUT_MS);
    // A page that has just been loaded has its cookie; a server that was started again gives a new one.
    if (known !== undefined) await enter(ticket);
    return pass;
  }
  return () => provenSocket(letIn(), bridge);
}

/** The page's side of the greeting. */
function greet(open: PageParts['open'], { id, key }: ResumeKey, timeoutMs: number | undefined): Promise<LetIn> {
  const socket = open(RESUME_PATH);
  const pageNonce = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return new Promise<LetIn>((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ id, nonce: pageNonce })));
    socket.addEventListener('close', () => reject(new Error('The greeting was broken off.')));
    if (timeoutMs !== undefined) setTimeout(() => reject(new Error('Nobody answered the greeting.')), timeoutMs);
    socket.addEventListener('message', ({ data }) => {
      const { ticket, pass, nonce, proof } = JSON.parse(String(data));
      if (typeof ticket === 'string' && typeof pass === 'string') return resolve({ ticket, pass });
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
function provenSocket(proven: Promise<string>, open: (pass: string) => Socket): Socket {
  const listeners: ((socket: Socket) => void)[] = [];
  const closers: (() => void)[] = [];
  let real: Socket | undefined;
  let failed = false;
  proven.then(
    (pass) => {
      real = open(pass);
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
      if (type === 'close') closers.push(() => listener({ data: undefined }));
    },
  };
}

function keysIn(text: string): { readonly resume: ResumeKey; readonly entry: ResumeKey } | undefined {
  return text.startsWith('{"resume"') ? JSON.parse(text) : undefined;
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
