import { registrySource } from '../../static-registry/index.ts';
import { openPlace, type PlaceDeps } from '../place.ts';
import { carrierSite } from '../site/carrier-site.ts';
import { type SiteCalls, type SiteSettings, writeSite } from '../site/site-destination.ts';

/** The site as it would be if the registry did not have this version. */
export async function takeOffSite(
  settings: SiteSettings,
  { packageId, version }: { readonly packageId: string; readonly version: string },
  deps: PlaceDeps & { readonly sites: SiteCalls },
): Promise<void> {
  const { sites, signal } = deps;
  const carrier = await openPlace(settings.place, settings.name, deps);
  try {
    const source = await registrySource(await sites.client(settings.registry), signal);
    const without = {
      ...source,
      packages: async () =>
        (await source.packages()).map((one) =>
          one.packageId === packageId
            ? { ...one, versions: one.versions.filter((its) => its.version !== version) }
            : one,
        ),
    };
    await writeSite(
      settings,
      { site: carrierSite(carrier, settings.name, deps.dataFolder, deps), source: without },
      deps,
    );
    await carrier.commit(`${packageId} without ${version}`, deps);
  } finally {
    await carrier.dispose();
  }
}
