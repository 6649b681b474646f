import { rmSync } from 'node:fs';
import { inject } from 'vitest';
import { type Gateway, radosgwAdmin } from '../destinations/peers/radosgw.ts';
import { makeFolder } from '../make-folder.ts';
import { type Engines, enginesOn } from '../registry/support/engines-here.ts';
import { type Postgres, postgresAt } from '../registry/support/postgres.ts';

export interface SharedPostgres {
  readonly url: string;
}

/** `stop` takes away what was made. */
export type SharedDatabases = Pick<Postgres, 'newDatabase' | 'stop'>;

export type SharedRadosgw = Pick<Gateway, 'endpoint' | 'port' | 'accessKey' | 'secret' | 'config'>;

export type SharedGateway = SharedRadosgw & Pick<Gateway, 'admin'>;

/** The PostgreSQL of this run, for whoever neither restarts nor configures it. */
export async function sharedPostgres(): Promise<SharedDatabases> {
  const { url } = await ask<SharedPostgres>('postgres');
  const { newDatabase, dropDatabases } = postgresAt(url);
  return { newDatabase, stop: dropDatabases };
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
  const stop = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...(await enginesOn(gateway, postgres, folder)), stop };
}

async function ask<T>(name: string): Promise<T> {
  const answer = await fetch(`${inject('sharedServers')}/${name}`);
  if (!answer.ok) throw new Error(`The ${name} of this run did not start: ${await answer.text()}`);
  return (await answer.json()) as T;
}
