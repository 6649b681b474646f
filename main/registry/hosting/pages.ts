import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type ListedPackage, listedFields } from '../../../protocol/index.ts';
import {
  type AboutSite,
  missingPage,
  type OverviewQuery,
  overviewPage,
  type PackageCard,
  packageCard,
  packagePage,
  type ShownPackage,
  type SiteLinks,
  STYLE,
  unavailablePage,
} from '../../registry-pages/index.ts';
import { rateLimited } from '../server/access/rate-limits.ts';
import type { RegistryContext } from '../server/context.ts';
import { findMirrored, listMirroredFiles, listMirroredIds } from '../storage/packages/mirrored.ts';
import { findPackage, listPublicPackageIds } from '../storage/packages/packages.ts';
import { listPublicVersions } from '../storage/packages/versions.ts';
import { findAuthor } from '../storage/people/authors.ts';

const LINKS: SiteLinks = {
  file: (hash) => `packages/files/${hash}.xpkg`,
  fetched: (packageId, version) => `package/${packageId}/${version}`,
  index: 'packages',
  signIn: 'me',
};

export interface SiteText {
  readonly name: string;
  readonly description: string;
}

/** The registry as people see it in a browser. What nobody could download is left out. */
export function pageRoutes(app: FastifyInstance, context: RegistryContext, site: SiteText): void {
  const { packageList } = context;
  const limited = { preHandler: [rateLimited(context)] };
  const about = (): AboutSite => ({ ...site, generated: new Date().toISOString() });
  let kept: { readonly etag: string; readonly cards: ReadonlyMap<string, PackageCard> } | undefined;
  async function cards(): Promise<ReadonlyMap<string, PackageCard>> {
    const { etag } = await packageList.body();
    if (kept?.etag !== etag) kept = { etag, cards: await allPublic(context) };
    return kept.cards;
  }

  app.get<{ Querystring: Asked }>('/', limited, async ({ query }, reply) =>
    sendPage(reply, overviewPage(about(), [...(await cards()).values()], LINKS, queryOf(query))),
  );
  app.get('/style.css', limited, async (_, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  app.get<{ Params: { id: string } }>('/package/:id', limited, async ({ params, url }, reply) => {
    const [found] = await shownPackage(context, params.id.toLowerCase());
    if (found === undefined) return sendPage(reply.code(404), missingPage(about(), LINKS));
    // Links on the page are written for the address with the slash.
    if (!url.split('?', 1)[0]?.endsWith('/')) return reply.redirect(`/package/${found.packageId}/`);
    const known = await cards();
    return sendPage(
      reply,
      packagePage(about(), found, LINKS, (id) => known.has(id)),
    );
  });
  app.get<{ Params: { id: string; version: string } }>('/package/:id/:version', limited, async ({ params }, reply) => {
    const { mirror } = context;
    const found = await mirror?.version(params.id.toLowerCase(), params.version);
    if (mirror === undefined || found === undefined) return sendPage(reply.code(404), missingPage(about(), LINKS));
    if (found === 'away') return sendPage(reply.code(503), unavailablePage(about(), LINKS, mirror.origin));
    return reply.redirect(`/${LINKS.file(found.hash)}`);
  });
}

type Asked = Readonly<Partial<Record<'q' | 'kind' | 'page', string | string[]>>>;

/** What stands behind the question mark was typed by anybody. */
function queryOf({ q, kind, page }: Asked): OverviewQuery {
  const said = (value: string | string[] | undefined): string => (typeof value === 'string' ? value.slice(0, 200) : '');
  const asked = said(page);
  return { query: said(q).trim(), packageType: said(kind), page: /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1 };
}

/** As many as are read in some two milliseconds: other requests are answered in between. */
const AT_ONCE = 50;

async function allPublic(context: RegistryContext): Promise<ReadonlyMap<string, PackageCard>> {
  const found = new Map<string, PackageCard>();
  for (const [at, id] of (await listPublicPackageIds(context.db)).entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
    for (const one of await publicPackage(context, id)) found.set(id, packageCard(one));
  }
  for (const one of await allMirrored(context)) found.set(one.packageId, packageCard(one));
  return found;
}

async function allMirrored({ db, mirror }: RegistryContext): Promise<ShownPackage[]> {
  if (mirror === undefined) return [];
  const ids = await listMirroredIds(db);
  const found: ShownPackage[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    await setImmediate();
    const some = await findMirrored(db, ids.slice(at, at + AT_ONCE));
    for (const listed of some.values()) found.push(shownFrom(mirror.origin, listed));
  }
  return found;
}

interface Known {
  readonly hash: string;
  readonly size: number | undefined;
}

function shownFrom(from: string, listed: ListedPackage, files: ReadonlyMap<string, Known> = new Map()): ShownPackage {
  const versions = listed.versions.map((one) => {
    const known = files.get(one.version);
    return { ...one, hash: known?.hash, size: known?.size };
  });
  return { ...listed, versions, from };
}

/** One package, or none, of this registry or of the one that it follows. */
async function shownPackage(context: RegistryContext, id: string): Promise<ShownPackage[]> {
  const { db, mirror } = context;
  const own = await publicPackage(context, id);
  if (own.length > 0 || mirror === undefined) return own;
  const listed = (await findMirrored(db, [id])).get(id);
  if (listed === undefined) return [];
  const files = (await listMirroredFiles(db, id)).map((file): [string, Known] => [file.version, file]);
  return [shownFrom(mirror.origin, listed, new Map(files))];
}

async function publicPackage({ db }: RegistryContext, id: string): Promise<ShownPackage[]> {
  const found = await findPackage(db, id);
  if (found === undefined) return [];
  const versions = (await listPublicVersions(db, id)).flatMap((one) =>
    one.hash === undefined || !one.isStored
      ? []
      : [
          {
            version: one.version,
            ...listedFields(one),
            dependencies: one.dependencies.map(([name, selection]): [string, string] => [name, selection]),
            incompatibilities: one.incompatibilities.map(([name, selection]): [string, string] => [name, selection]),
            hash: one.hash,
            size: one.size,
          },
        ],
  );
  if (versions.length === 0) return [];
  const { name, type, description, authorId } = found;
  const authorName = (await findAuthor(db, authorId))?.name ?? '';
  return [{ packageId: id, packageName: name, authorName, description, packageType: type, versions }];
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('X-Content-Type-Options', 'nosniff').send(page);
}
