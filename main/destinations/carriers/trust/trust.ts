import { fault, type Message } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';

/** A server that nobody has vouched for yet. An author who says yes makes it known; nothing else does. */
export type UnknownServer =
  | {
      readonly kind: 'ssh';
      readonly host: string;
      readonly port: number;
      /** As SSH sends it, in base64. */
      readonly key: string;
      readonly fingerprint: string;
    }
  | {
      readonly kind: 'certificate';
      readonly host: string;
      readonly port: number;
      readonly pem: string;
      readonly fingerprint: string;
      /** Why it is not trusted by itself. */
      readonly reason: Message;
    };

/** The question "is it really this one?", to be asked once. `server` is what `remember` takes when the answer is yes. */
export class UnknownServerError extends CarrierError {
  readonly server: UnknownServer;

  constructor(server: UnknownServer) {
    const name = `${server.host}:${server.port}`;
    super(
      server.kind === 'ssh'
        ? fault('host_unknown.stranger', name, server.fingerprint)
        : fault('certificate_refused.stranger', name, server.reason, server.fingerprint),
    );
    this.name = 'UnknownServerError';
    this.server = server;
  }
}

/** Which servers may be talked to. */
export interface Trust {
  /** 'changed': another key than the one that was trusted, so somebody may be in between. */
  sshKey(host: string, port: number, key: Buffer): 'known' | 'unknown' | 'changed' | 'revoked';
  /** Types of the keys known of that host: the server is asked for one of these first. */
  sshKeyTypes(host: string, port: number): readonly string[];
  /** The certificate that the author accepted for that host, as PEM. */
  certificate(host: string, port: number): string | undefined;
  remember(server: UnknownServer): Promise<void>;
}
