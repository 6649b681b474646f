import { STATIC_INDEX, type StaticRegistry, staticFilePath, staticPagePath } from '../../protocol/index.ts';
import { missingPage, overviewPage, packageCard, packagePage, type SiteLinks, STYLE } from '../registry-pages/index.ts';

const LINKS: SiteLinks = { file: staticFilePath, index: STATIC_INDEX };

/** Everything of a site but the package files and the index, by path. */
export function siteFiles(registry: StaticRegistry): ReadonlyMap<string, string> {
  const ids = new Set(registry.packages.map(({ packageId }) => packageId));
  const files = new Map([
    ['index.html', overviewPage(registry, registry.packages.map(packageCard), LINKS)],
    ['404.html', missingPage(registry, LINKS)],
    ['style.css', STYLE],
    // Page hosts that run a site generator leave files alone where they find this one.
    ['.nojekyll', ''],
  ]);
  for (const one of registry.packages)
    files.set(
      staticPagePath(one.packageId),
      packagePage(registry, one, LINKS, (id) => ids.has(id)),
    );
  return files;
}
