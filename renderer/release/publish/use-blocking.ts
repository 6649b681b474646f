import { type AddonSummary, type Connection, standsInTheWay } from '../../../preload/contract.ts';
import { addonFindings } from '../../stores/resources.ts';
import { useChosenPlaces } from '../places/chosen-places.ts';

/** How many errors stand in the way of this release: some are about what a registry's users run, and depots and zips never see them. */
export function useBlocking({ id: addonId, findings }: AddonSummary, connection: Connection): number {
  const { listed, names, registry } = useChosenPlaces(addonId, connection);
  const isWithout = registry === undefined && findings.error > 0;
  const { value } = addonFindings.use(isWithout ? { addonId } : undefined);
  if (!isWithout || !value) return findings.error;
  const places = listed.map(({ settings }) => settings).filter(({ name }) => names.includes(name));
  return standsInTheWay(value, places).length;
}
