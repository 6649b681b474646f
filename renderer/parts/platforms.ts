import { PLATFORM_NAMES, PLATFORMS, type Platforms } from '../../protocol/index.ts';
import { text } from '../text/text.ts';

/** macOS Windows, or 'all platforms'. */
export function platformsText(platforms: Platforms): string {
  const found = PLATFORMS.filter((platform) => platforms[platform]);
  if (found.length === PLATFORMS.length) return text.common.allPlatforms;
  return found.length === 0 ? text.common.noPlatform : found.map((platform) => PLATFORM_NAMES[platform]).join(' ');
}
