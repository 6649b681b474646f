import { fault, type Message } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';

/** A server that nobody has vouched for yet. An author who says yes makes it known; nothing else does. */
export type Stranger =
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

/** The question "is it really this one?", to be asked once. `stranger` is what `remember` takes when the answer is yes. */
export class UnknownServer extends CarrierError {
  readonly stranger: Stranger;

  constructor(stranger: Stranger) {
    const name = `${stranger.host}:${stranger.port}`;
    super(
      stranger.kind === 'ssh'
        ? fault('host_unknown.stranger', name, stranger.fingerprint)
        : fault('certificate_refused.stranger', name, stranger.reason, stranger.fingerprint),
    );
    this.name = 'UnknownServer';
    this.stranger = stranger;
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
  remember(stranger: Stranger): Promise<void>;
}
