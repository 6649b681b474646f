import { connect } from 'node:tls';
import { UNVERIFIED_TLS } from './certificate.ts';

/** To show its fingerprint; nothing is sent. */
export function lookAtCertificate(host: string, port: number): Promise<{ readonly raw: Buffer } | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, ...UNVERIFIED_TLS, timeout: 10_000 });
    const end = (found: { readonly raw: Buffer } | undefined) => {
      socket.destroy();
      resolve(found);
    };
    socket.once('secureConnect', () => {
      const { raw } = socket.getPeerCertificate();
      end(raw === undefined ? undefined : { raw });
    });
    socket.once('error', () => end(undefined));
    socket.once('timeout', () => end(undefined));
  });
}
