import { useEffect } from 'react';
import { create } from 'zustand';
import type { AddonSummary } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

/** Twice what the widest place shows, for screens with fine dots. */
const WIDTH = 320;
const QUALITY = 0.85;

/** Pictures of add-ons as small data addresses, by add-on and by which picture it is; undefined where it cannot be shown. */
const usePictures = create<Readonly<Record<string, string | undefined>>>()(() => ({}));
const asked = new Set<string>();

/** The add-on's picture once it is there. Only what comes into sight is asked for. */
export function usePicture({ id, picture }: Pick<AddonSummary, 'id' | 'picture'>): string | undefined {
  const key = picture === null ? undefined : `${id}\n${picture}`;
  const shown = usePictures((all) => (key === undefined ? undefined : all[key]));
  useEffect(() => {
    if (key !== undefined) void load(id, key);
  }, [id, key]);
  return shown;
}

async function load(id: string, key: string): Promise<void> {
  if (asked.has(key)) return;
  asked.add(key);
  const answer = await ask(bridge().addons.picture({ id }));
  if (!answer.ok) asked.delete(key);
  else usePictures.setState({ [key]: answer.value === null ? undefined : await shrink(answer.value) });
}

/** An author's picture may have thousands of dots: five hundred of them would fill the memory. */
async function shrink(dataUrl: string): Promise<string | undefined> {
  const image = new Image();
  image.src = dataUrl;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  if (image.naturalWidth <= WIDTH) return dataUrl;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = Math.max(1, Math.round((image.naturalHeight * WIDTH) / image.naturalWidth));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/webp', QUALITY);
}
