import type { FastifyRequest } from 'fastify';
import type { Statements } from '../storage/database/store.ts';
import { type AuditAction, addAuditEntry } from '../storage/people/audit.ts';

export interface AuditedAct {
  readonly action: AuditAction;
  readonly packageId?: string;
  /** What it was done to; never a secret. */
  readonly target?: string;
  /** Whose doing it is, where no token said so: a log-in. */
  readonly authorId?: string;
}

/** Writes into the audit log who did something, in the transaction in which it is done. */
export type WriteAudit = (inside: Statements, request: FastifyRequest, act: AuditedAct) => Promise<void>;

/** Where many publish, each wants to know who did what; an author alone knows. */
export function auditWriter(hosted: boolean): WriteAudit {
  return hosted ? write : async () => undefined;
}

const write: WriteAudit = (inside, { grant, ip }, { authorId, ...act }) =>
  addAuditEntry(inside, { authorId: authorId ?? grant?.authorId, tokenId: grant?.tokenId, address: ip }, act);
