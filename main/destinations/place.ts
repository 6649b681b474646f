import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Carrier, CarrierLimits } from './carriers/carrier.ts';
import { openFolderCarrier } from './carriers/folder.ts';

const limitsSchema = z.object({
  atOnce: z.int().min(1).max(16).optional(),
  bytesPerSecond: z.int().min(1024).optional(),
});

/** Where the files of a destination lie, and what carries them there. */
export const placeSchema = z.discriminatedUnion('carrier', [
  z.object({ carrier: z.literal('folder'), path: z.string().min(1), limits: limitsSchema.optional() }),
]);
export type Place = z.infer<typeof placeSchema>;

/** What a place is written down as: the same place has the same name, whatever its limits. */
export function placeKey({ limits: _, ...place }: Place): string {
  return JSON.stringify(place, Object.keys(place).sort());
}

/** `base`: the add-on's folder; relative paths start from there, so that loadmaster.json means the same on every machine. */
export function openPlace(place: Place, base: string): Promise<Carrier> {
  const limits: CarrierLimits = { atOnce: place.limits?.atOnce ?? 4, bytesPerSecond: place.limits?.bytesPerSecond };
  return openFolderCarrier(resolve(base, place.path.replace(/^~(?=\/|$)/, homedir())), limits);
}
