import type { AppError } from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import { contentHashSchema, type ListedPackage, listedPackageSchema } from '../../protocol/index.ts';
import { downloadPackage, type RegistryClient, type Reply } from '../publish/index.ts';
import type { ExportSource } from './export-registry.ts';
import { StaticRegistryFault } from './fault.ts';

/** What a registry did not give, in the registry's words. `refused`: it answered, and said no. */
export class SourceFault extends StaticRegistryFault {
  readonly refused: boolean;
  constructor(error: AppError, refused: boolean) {
    super(error);
    this.refused = refused;
  }
}

/** A live registry, asked through a client without a token: it keeps back by itself what is not for everybody. */
export function registrySource(client: RegistryClient, signal: AbortSignal): ExportSource {
  return {
    async packages() {
      return expectReply(await client.publicPackages({ signal })).map(listed);
    },
    async file(packageId, version) {
      const { loc, hash } = expectReply(await client.info({ packageId, version }, undefined, { signal }));
      if (!loc || !hash) return undefined;
      const read = contentHashSchema.safeParse(hash.toLowerCase());
      if (!read.success) throw new SourceFault(fault('bad_answer.text', 'hash'), false);
      return { location: loc, hash: read.data };
    },
    async download({ location, hash }, savedTo) {
      const saved = await downloadPackage({ location, hash, savedTo, registryUrl: client.baseUrl, signal });
      if (!saved.ok) throw new SourceFault(saved.error, false);
    },
  };
}

/** What the registry calls itself. */
export async function aboutRegistry(client: RegistryClient, signal: AbortSignal) {
  const { name, identifier = '', description = '' } = expectReply(await client.meta({ signal }));
  return { name, identifier: identifier ?? '', description: description ?? '' };
}

/** Read strictly, unlike for a picker: what is said of a version in an export is signed. */
function listed(found: unknown): ListedPackage {
  const read = listedPackageSchema.safeParse(found);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';

  throw new SourceFault(fault('bad_answer.text', where), false);
}

function expectReply<T>(reply: Reply<T>): T {
  if (reply.kind === 'ok') return reply.value;
  throw new SourceFault(reply.error, reply.kind === 'refused');
}
