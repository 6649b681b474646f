import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ListedPackage, listedFields } from '../../../protocol/index.ts';
import {
  type AboutSite,
  inOrder,
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
import { answerStatus, answersInJson } from '../server/answer.ts';
import type { RegistryContext } from '../server/context.ts';
import { findMirrored, listMirroredFiles, listMirroredIds } from '../storage/packages/mirrored.ts';
import { findPackage, listPublicPackageIds } from '../storage/packages/packages.ts';
import { listPublicVersions } from '../storage/packages/versions.ts';
import { findAuthor } from '../storage/people/authors.ts';
import { readerLanguage } from './reader-language.ts';

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

/** What the pages are made of. */
type PageContext = Pick<RegistryContext, 'db' | 'limiters' | 'mirror' | 'packageList'>;

/** The registry as people see it in a browser. What nobody could download is left out. */
export function pageRoutes(app: FastifyInstance, context: PageContext, site: SiteText): void {
  const { packageList } = context;
  const limited = { preHandler: [rateLimited(context)] };
  const about = (request: FastifyRequest): AboutSite => ({
    ...site,
    generated: new Date().toISOString(),
    language: readerLanguage(request),
  });
  const notHere = (request: FastifyRequest, reply: FastifyReply) =>
    sendPage(reply.code(404), missingPage(about(request), LINKS, '/'));
  // A person with a browser gets a page, a program what it understands.
  app.setNotFoundHandler(async (request, reply) =>
    isForPeople(request, reply) ? notHere(request, reply) : answerStatus(reply, 404),
  );
  let kept: { readonly etag: string; readonly cards: Promise<Cards> } | undefined;
  /** Read once for all who ask, and ordered once: a registry has thousands. */
  async function cards(): Promise<Cards> {
    const { etag } = await packageList.body();
    if (kept?.etag === etag) return kept.cards;
    const reading = allPublic(context);
    kept = { etag, cards: reading };
    reading.catch(() => {
      // Whoever asks next tries again.
      if (kept?.cards === reading) kept = undefined;
    });
    return reading;
  }

  app.get<{ Querystring: Asked }>('/', limited, async (request, reply) =>
    sendPage(reply, overviewPage(about(request), [...(await cards()).values()], LINKS, queryOf(request.query))),
  );
  app.get('/style.css', limited, async (_, reply) =>
    reply.type('text/css; charset=utf-8').header('Cache-Control', 'public, max-age=600').send(STYLE),
  );
  app.get<{ Params: { id: string } }>('/package/:id', limited, async (request, reply) => {
    const { params, url } = request;
    const [found] = await shownPackage(context, params.id.toLowerCase());
    if (found === undefined) return notHere(request, reply);
    // Links on the page are written for the address with the slash.
    if (!url.split('?', 1)[0]?.endsWith('/')) return reply.redirect(`/package/${found.packageId}/`);
    const known = await cards();
    return sendPage(
      reply,
      packagePage(about(request), found, LINKS, (id) => known.has(id)),
    );
  });
  app.get<{ Params: { id: string; version: string } }>('/package/:id/:version', limited, async (request, reply) => {
    const { params } = request;
    const { mirror } = context;
    const found = await mirror?.version(params.id.toLowerCase(), params.version);
    if (mirror === undefined || found === undefined) return notHere(request, reply);
    if (found === 'away') return sendPage(reply.code(503), unavailablePage(about(request), LINKS, mirror.origin, '/'));
    return reply.redirect(`/${LINKS.file(found.hash)}`);
  });
}

function isForPeople({ method, headers }: FastifyRequest, reply: FastifyReply): boolean {
  return method === 'GET' && (headers.accept?.includes('text/html') ?? false) && !answersInJson(reply);
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

type Cards = ReadonlyMap<string, PackageCard>;

async function allPublic(context: PageContext): Promise<Cards> {
  const found = new Map<string, PackageCard>();
  for (const [at, id] of (await listPublicPackageIds(context.db)).entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
    for (const one of await publicPackage(context, id)) found.set(id, packageCard(one));
  }
  for (const one of await allMirrored(context)) found.set(one.packageId, packageCard(one));
  return new Map(inOrder([...found.values()]).map((card) => [card.packageId, card]));
}

async function allMirrored({ db, mirror }: PageContext): Promise<ShownPackage[]> {
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
async function shownPackage(context: PageContext, id: string): Promise<ShownPackage[]> {
  const { db, mirror } = context;
  const own = await publicPackage(context, id);
  if (own.length > 0 || mirror === undefined) return own;
  const listed = (await findMirrored(db, [id])).get(id);
  if (listed === undefined) return [];
  const files = (await listMirroredFiles(db, id)).map((file): [string, Known] => [file.version, file]);
  return [shownFrom(mirror.origin, listed, new Map(files))];
}

async function publicPackage({ db }: PageContext, id: string): Promise<ShownPackage[]> {
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
  // Asked again each time: what was hidden is gone at once.
  const headers = { 'Cache-Control': 'no-cache', Vary: 'Accept-Language' };
  return reply.type('text/html; charset=utf-8').headers(headers).send(page);
}
