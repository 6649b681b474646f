import { rmSync } from 'node:fs';
import { inject } from 'vitest';
import { type Gateway, radosgwAdmin } from '../destinations/peers/radosgw.ts';
import { makeFolder } from '../make-folder.ts';
import { type Engines, enginesOn } from '../registry/support/engines-here.ts';
import { databasesAt, type Postgres } from '../registry/support/postgres.ts';

export interface SharedPostgres {
  readonly url: string;
}

export type SharedDatabases = Pick<Postgres, 'newDatabase'>;

export type SharedRadosgw = Pick<Gateway, 'endpoint' | 'port' | 'accessKey' | 'secret' | 'config'>;

export type SharedGateway = SharedRadosgw & Pick<Gateway, 'admin'>;

/** The PostgreSQL of this run, for whoever neither restarts nor configures it and needs a few databases. */
export async function sharedPostgres(): Promise<SharedDatabases> {
  const { url } = await ask<SharedPostgres>('postgres');
  return { newDatabase: databasesAt(url) };
}

/** Ceph's S3 service of this run, for whoever does not end it and makes a bucket of its own there. */
export async function sharedRadosgw(): Promise<SharedGateway> {
  const found = await ask<SharedRadosgw>('radosgw');
  return { ...found, admin: radosgwAdmin(found.config) };
}

/** Places for registries on both. */
export async function sharedEngines(): Promise<Engines> {
  const folder = makeFolder('registry-engines');
  const [gateway, postgres] = await Promise.all([sharedRadosgw(), sharedPostgres()]);
  const stop = async () => rmSync(folder, { recursive: true, force: true });
  return { ...(await enginesOn(gateway, postgres, folder)), stop };
}

async function ask<T>(name: string): Promise<T> {
  const answer = await fetch(`${inject('sharedServers')}/${name}`);
  if (!answer.ok) throw new Error(`The ${name} of this run did not start: ${await answer.text()}`);
  return (await answer.json()) as T;
}
