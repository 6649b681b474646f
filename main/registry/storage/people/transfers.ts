import type { Statements } from '../database/store.ts';

// A package changes hands in two steps: its storage counts for whoever takes it, so nobody is given one unasked.

export async function offerPackage(db: Statements, packageId: string, authorId: string): Promise<void> {
  await db.run(
    `INSERT INTO package_transfers (package_id, author_id, offered_at) VALUES (?, ?, ?)
     ON CONFLICT (package_id) DO UPDATE SET author_id = excluded.author_id, offered_at = excluded.offered_at`,
    packageId,
    authorId,
    Date.now(),
  );
}

/** Whom the package is offered to. */
export async function findOffer(db: Statements, packageId: string): Promise<string | undefined> {
  return (
    await db.get<{ author_id: string }>('SELECT author_id FROM package_transfers WHERE package_id = ?', packageId)
  )?.author_id;
}

export async function withdrawOffer(db: Statements, packageId: string): Promise<boolean> {
  return (await db.run('DELETE FROM package_transfers WHERE package_id = ?', packageId)) > 0;
}

/** The package is the other author's from now on; who had it stays as an owner until the new one says otherwise. */
export async function handOver(db: Statements, packageId: string, from: string, to: string): Promise<void> {
  await withdrawOffer(db, packageId);
  await db.run('DELETE FROM package_members WHERE package_id = ? AND author_id = ?', packageId, to);
  await db.run('DELETE FROM invitations WHERE package_id = ? AND author_id = ?', packageId, to);
  await db.run('UPDATE packages SET author_id = ? WHERE id = ?', to, packageId);
  await db.run(
    `INSERT INTO package_members (package_id, author_id, role) VALUES (?, ?, 'owner')
     ON CONFLICT (package_id, author_id) DO UPDATE SET role = 'owner'`,
    packageId,
    from,
  );
}

export async function storageOf(db: Statements, packageId: string): Promise<number> {
  return (
    (
      await db.get<{ used: number }>(
        'SELECT COALESCE(SUM(size), 0) AS used FROM versions WHERE package_id = ?',
        packageId,
      )
    )?.used ?? 0
  );
}
