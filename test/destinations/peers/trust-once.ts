import { UnknownServerError } from '../../../main/destinations/carriers/trust/trust.ts';
import { openPlace, openPlaceTrust } from '../../../main/destinations/place.ts';

/** Trusts the server of a place, as an author who was asked and said yes. */
export async function trustOnce(place: Parameters<typeof openPlace>[0], dataFolder: string): Promise<void> {
  const deps = { base: dataFolder, dataFolder, signal: new AbortController().signal, secret: async () => undefined };
  const refused: unknown = await openPlace(place, 'trusted', deps).catch((cause: unknown) => cause);
  if (!(refused instanceof UnknownServerError)) throw refused;
  await (await openPlaceTrust(dataFolder)).remember(refused.server);
}
