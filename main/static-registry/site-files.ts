import type { Language } from '../../preload/contract/languages.ts';
import { STATIC_INDEX, type StaticRegistry, staticFilePath, staticPagePath } from '../../protocol/index.ts';
import {
  inOrder,
  missingPage,
  overviewPage,
  packageCard,
  packagePage,
  type SiteLinks,
  STYLE,
} from '../registry-pages/index.ts';

const LINKS: SiteLinks = { file: staticFilePath, index: STATIC_INDEX };

/** Everything of a site but the package files and the index, by path. */
export function siteFiles(registry: StaticRegistry, language: Language): ReadonlyMap<string, string> {
  // Files are the same for every reader.
  const about = { ...registry, language };
  const ids = new Set(registry.packages.map(({ packageId }) => packageId));
  const files = new Map([
    ['index.html', overviewPage(about, inOrder(registry.packages.map(packageCard)), LINKS)],
    ['404.html', missingPage(about, LINKS)],
    ['style.css', STYLE],
    // Page hosts that run a site generator leave files alone where they find this one.
    ['.nojekyll', ''],
  ]);
  for (const one of registry.packages)
    files.set(
      staticPagePath(one.packageId),
      packagePage(about, one, LINKS, (id) => ids.has(id)),
    );
  return files;
}
