import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A key and a certificate that nobody signed but itself. */
export function selfSigned(folder: string, name: string): { readonly key: string; readonly certificate: string } {
  const key = join(folder, `${name}.key`);
  const certificate = join(folder, `${name}.pem`);
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'];
  execFileSync('openssl', [...made, ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { key, certificate };
}
