import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { listedFields, type StaticPackage } from '../../../protocol/index.ts';
import {
  type AboutSite,
  missingPage,
  overviewPage,
  type PackageCard,
  packageCard,
  packagePage,
  type SiteLinks,
  STYLE,
  type Wish,
} from '../../registry-pages/index.ts';
import type { RegistryContext } from '../server/context.ts';
import { rateLimited } from '../server/rate-limits.ts';
import { findAuthor } from '../storage/authors.ts';
import { findPackage, listPublicPackageIds } from '../storage/packages.ts';
import { listPublicVersions } from '../storage/versions.ts';

const LINKS: SiteLinks = { file: (hash) => `packages/files/${hash}.xpkg`, index: 'packages', signIn: 'me' };

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
    sendPage(reply, overviewPage(about(), [...(await cards()).values()], LINKS, wishOf(query))),
  );
  app.get('/style.css', limited, async (_, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  app.get<{ Params: { id: string } }>('/package/:id', limited, async ({ params, url }, reply) => {
    const [found] = await publicPackage(context, params.id.toLowerCase());
    if (found === undefined) return sendPage(reply.code(404), missingPage(about(), LINKS));
    // Links on the page are written for the address with the slash.
    if (!url.split('?', 1)[0]?.endsWith('/')) return reply.redirect(`/package/${found.packageId}/`);
    const known = await cards();
    return sendPage(
      reply,
      packagePage(about(), found, LINKS, (id) => known.has(id)),
    );
  });
}

type Asked = Readonly<Partial<Record<'q' | 'kind' | 'page', string | string[]>>>;

/** What stands behind the question mark was typed by anybody. */
function wishOf({ q, kind, page }: Asked): Wish {
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
  return found;
}

async function publicPackage({ db }: RegistryContext, id: string): Promise<StaticPackage[]> {
  const found = await findPackage(db, id);
  if (found === null) return [];
  const versions = (await listPublicVersions(db, id)).flatMap((one) =>
    one.hash === null || !one.isStored
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
