export const PLATFORMS = ['macOS', 'windows', 'linux'] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface Platforms {
  readonly macOS: boolean;
  readonly windows: boolean;
  readonly linux: boolean;
}

/** As people write them. */
export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  macOS: 'macOS',
  windows: 'Windows',
  linux: 'Linux',
};

/** A version must run somewhere: none at all is plat_supp. */
export function hasAnyPlatform(platforms: Platforms): boolean {
  return PLATFORMS.some((platform) => platforms[platform]);
}
