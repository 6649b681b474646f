import type { Rectangle } from 'electron';
import { z } from 'zod';
import type { KeyValueStore } from '../../settings/index.ts';

const windowStateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export const SMALLEST = { width: 1024, height: 640 } as const;
const USUAL = { width: 1280, height: 820 } as const;
const KEY = 'window';
/** So much of the title bar must be on a screen that the window can be taken hold of. */
const HANDLE = { width: 120, height: 40 } as const;

/** The bounds of last time where they still make sense: a screen may be gone, and a file may say anything. */
export function rememberedWindow(
  store: KeyValueStore,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { maximized: boolean } {
  const kept = windowStateSchema.safeParse(store.get(KEY));
  if (!kept.success) return { ...USUAL, maximized: false };
  const { x, y, maximized } = kept.data;
  const width = Math.max(kept.data.width, SMALLEST.width);
  const height = Math.max(kept.data.height, SMALLEST.height);
  const reachable = workAreas.some(
    (area) =>
      Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= HANDLE.width &&
      y >= area.y &&
      y + HANDLE.height <= area.y + area.height,
  );
  return reachable ? { x, y, width, height, maximized } : { width, height, maximized };
}

export function rememberWindow(store: KeyValueStore, bounds: Rectangle, maximized: boolean): void {
  store.set(KEY, { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height, maximized });
}
