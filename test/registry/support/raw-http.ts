import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Registry } from '../../../main/registry/start.ts';
import { OK_UPLOAD, TOKEN } from './local-registry.ts';

/** A client that sends exactly the bytes it is told to, and sees exactly what comes back. */
export interface RawClient {
  readonly socket: Socket;
  send(bytes: string | Uint8Array): void;
  /** The status and body of the next answer; null when the connection ends without one. */
  answer(): Promise<{ status: number; body: string } | null>;
  /** Whether the connection was reset, once it has ended. */
  ended(): Promise<'closed' | 'reset'>;
}

export async function connectTo(registry: Registry): Promise<RawClient> {
  const socket = connect(registry.port, '127.0.0.1');
  let received = '';
  const end = Promise.withResolvers<'closed' | 'reset'>();
  const arrived = new EventTarget();
  let over = false;
  const tell = () => arrived.dispatchEvent(new Event('change'));
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
    tell();
  });
  socket.on('error', (error) => {
    end.resolve('code' in error && error.code === 'ECONNRESET' ? 'reset' : 'closed');
  });
  socket.on('close', () => {
    over = true;
    end.resolve('closed');
    tell();
  });
  await once(socket, 'connect');

  const take = (): { status: number; body: string } | null => {
    const head = /^HTTP\/1\.1 (\d+)[\s\S]*?\r\n\r\n/.exec(received);
    if (head === null) return null;
    const length = Number(/content-length: (\d+)/i.exec(head[0])?.[1] ?? 0);
    const bodyEnd = head[0].length + length;
    if (received.length < bodyEnd) return null;
    const body = received.slice(head[0].length, bodyEnd);
    received = received.slice(bodyEnd);
    return { status: Number(head[1]), body };
  };

  return {
    socket,
    send: (bytes) => void socket.write(bytes),
    async answer() {
      for (;;) {
        const found = take();
        if (found !== null || over) return found;
        await new Promise((resolve) => arrived.addEventListener('change', resolve, { once: true }));
      }
    },
    ended: () => end.promise,
  };
}

export const BOUNDARY = 'x-boundary';

export function textPart(name: string, value: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

export function filePart(name: string, content: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="x.zip"\r\nContent-Type: application/zip\r\n\r\n${content}\r\n`;
}

export const lastLine = `--${BOUNDARY}--\r\n`;

export function okParts(override: Record<string, string> = {}): string {
  return Object.entries({ ...OK_UPLOAD, ...override })
    .map(([name, value]) => textPart(name, value))
    .join('');
}

export function head(
  length: number,
  { path = '/packages/upload', contentType = `multipart/form-data; boundary=${BOUNDARY}`, token = TOKEN } = {},
): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: ${token}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${length}`,
    '\r\n',
  ].join('\r\n');
}
