import { readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { createSecureContext, Server as TlsServer } from 'node:tls';
import { errorText } from '../../../preload/contract/error-text.ts';
import { DataFolderError } from '../storage/database/store.ts';

/** Where a registry without a proxy finds what proves its name; both files in PEM. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A pair that does not belong together is better known now than to the first reader. */
export function readCertificate(files: CertificateFiles): Certificate {
  try {
    const found = { cert: readFileSync(files.certificate), key: readFileSync(files.key) };
    createSecureContext(found);
    return found;
  } catch (error) {
    throw new DataFolderError(
      `The certificate ${files.certificate} cannot be used with ${files.key}: ${errorText(error)}`,
    );
  }
}

/** New connections get what the files hold now; those that stand keep theirs. Files that cannot be used change nothing. */
export function renewCertificate(server: HttpServer, files: CertificateFiles): void {
  if (server instanceof TlsServer) server.setSecureContext(readCertificate(files));
}
