import type { PreflightContext } from '../../../main/addon/preflight/rule.ts';
import type { Tree } from './check-folder.ts';

/** For each rule an add-on that trips it, and one that is in order. */
export interface Case {
  readonly rule: string;
  readonly what: string;
  readonly trips: Tree;
  readonly severity: 'error' | 'warning' | 'note';
  readonly path?: string;
  readonly says: RegExp;
  readonly passes: Tree;
  readonly more?: Partial<PreflightContext>;
}

/** The first bytes of a program for Linux. */
export const elf = Buffer.concat([
  Buffer.from('7f454c460201010000000000000000000200', 'hex'),
  Buffer.from([62, 0]),
  Buffer.alloc(100),
]);
/** Looks like a private key, and opens nothing. */
export const privateKey = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXkt'.repeat(4)}\n`;
export const plain: Tree = { 'plane.acf': 'I\n1200 Version\n', 'plane_icon11.png': 'png' };
export const script = 'COPY @default TO /Resources/plugins/$(@packageName)\n';
