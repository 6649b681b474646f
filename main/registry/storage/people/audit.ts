import type { Statements, StoreValue } from '../database/store.ts';

/** What is written down. Reading never is; the log of requests tells of that. */
export const AUDIT_ACTIONS = [
  'author.create',
  'author.rename',
  'author.quota',
  'author.lock',
  'author.unlock',
  'login',
  'identity.connect',
  'token.issue',
  'token.revoke',
  'token.exchange',
  'publisher.add',
  'publisher.remove',
  'package.create',
  'package.hide',
  'package.restore',
  'package.remove',
  'description.change',
  'incompatibilities.change',
  'selection.change',
  'version.upload',
  'version.retry',
  'version.hide',
  'version.restore',
  'version.remove',
  'member.invite',
  'team.member.invite',
  'invitation.accept',
  'invitation.decline',
  'member.set',
  'member.remove',
  'team.create',
  'team.remove',
  'team.member.set',
  'team.member.remove',
  'package.team.set',
  'package.team.remove',
  'transfer.offer',
  'transfer.withdraw',
  'transfer.accept',
  'backup',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it, with what, and from where. */
export interface AuditActor {
  readonly authorId: string | undefined;
  readonly tokenId: string | undefined;
  readonly address: string;
}

export interface AuditEntry extends AuditActor {
  readonly id: number;
  readonly at: string;
  readonly action: AuditAction;
  readonly packageId: string | undefined;
  /** What it was done to, and how: a version, a name and a role. Never a secret. */
  readonly target: string;
}

interface Row {
  id: number;
  at: number;
  author_id: string | undefined;
  token_id: string | undefined;
  action: AuditAction;
  package_id: string | undefined;
  target: string;
  address: string;
}

function toEntry(row: Row): AuditEntry {
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    authorId: row.author_id,
    tokenId: row.token_id,
    action: row.action,
    packageId: row.package_id,
    target: row.target,
    address: row.address,
  };
}

export async function addAuditEntry(
  db: Statements,
  actor: AuditActor,
  entry: {
    readonly action: AuditAction;
    readonly packageId?: string | undefined;
    readonly target?: string | undefined;
  },
): Promise<void> {
  await db.run(
    `INSERT INTO audit (at, author_id, token_id, action, package_id, target, address) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    Date.now(),
    actor.authorId,
    actor.tokenId,
    entry.action,
    entry.packageId,
    (entry.target ?? '').slice(0, 500),
    actor.address,
  );
}

export interface AuditQuery {
  readonly packageId?: string | undefined;
  readonly authorId?: string | undefined;
  /** Entries older than this one. */
  readonly before?: number | undefined;
  /** Milliseconds; entries from then on. */
  readonly since?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function listAudit(db: Statements, query: AuditQuery): Promise<AuditEntry[]> {
  const conditions: [string, StoreValue][] = [
    ['package_id = ?', query.packageId],
    ['author_id = ?', query.authorId],
    ['id < ?', query.before],
    ['at >= ?', query.since],
  ];
  const asked = conditions.filter(([, value]) => value !== undefined);
  const where = asked.length === 0 ? '' : `WHERE ${asked.map(([sql]) => sql).join(' AND ')}`;
  const values = asked.map(([, value]) => value);
  return (await db.all<Row>(`SELECT * FROM audit ${where} ORDER BY id DESC LIMIT ?`, ...values, query.limit)).map(
    toEntry,
  );
}
