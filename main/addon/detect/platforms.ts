import type { AddonKind } from '../../../preload/contract/addons.ts';
import { PLATFORMS, type Platform, type Platforms } from '../../../protocol/index.ts';
import type { BinaryHeader, Cpu } from './binary-header.ts';
import type { PluginPlace } from './plugin-layout.ts';

/** One .xpl with what its place and its first bytes say. */
export interface PluginBinary {
  readonly path: string;
  readonly place: PluginPlace;
  readonly header: BinaryHeader | undefined;
}

/** A plugin of the add-on, by its folder, and where it runs. */
export interface PluginPlatforms {
  readonly plugin: string;
  readonly platforms: Platforms;
}

/** What does not add up about an add-on's plugins; preflight makes findings of these. */
export type PlatformFault =
  | { readonly kind: 'header-disagrees'; readonly path: string; readonly folder: Platform; readonly header: Platform }
  | { readonly kind: 'no-program'; readonly path: string }
  /** `besideModern`: the plugin has a 64-bit file for the same platform too. */
  | {
      readonly kind: 'not-64-bit';
      readonly path: string;
      readonly cpus: readonly Cpu[];
      readonly besideModern: boolean;
    }
  | { readonly kind: 'no-arm64'; readonly path: string; readonly cpus: readonly Cpu[] }
  /** A plugin inside an add-on of another kind that is not there for every platform. */
  | { readonly kind: 'fewer-platforms'; readonly plugin: string; readonly platforms: Platforms }
  /** An .xpl inside a plugin, at a place X-Plane does not look at. */
  | { readonly kind: 'stray'; readonly path: string };

const FORMAT_PLATFORM: Readonly<Record<BinaryHeader['format'], Platform>> = {
  pe: 'windows',
  elf: 'linux',
  'mach-o': 'macOS',
};

const ALL: Platforms = { macOS: true, windows: true, linux: true };
const NONE: Platforms = { macOS: false, windows: false, linux: false };

export function platformOf(header: BinaryHeader): Platform {
  return FORMAT_PLATFORM[header.format];
}

/**
 * Content runs everywhere. A plugin runs where its own files do: whatever else lies in its folder X-Plane does not load. An aircraft with plugins runs
 * where one of them does; a plugin that is for fewer platforms takes nothing away, it is named, and the author decides. The header of a file decides over
 * the folder it is in, since the header is what the system loads by.
 */
export function platformsOf(
  addon: { readonly kind: AddonKind; readonly root: string },
  binaries: readonly PluginBinary[],
): {
  readonly platforms: Platforms;
  readonly plugins: readonly PluginPlatforms[];
  readonly faults: readonly PlatformFault[];
} {
  const own = addon.kind === 'plugin' ? binaries.filter(({ place }) => place.plugin === addon.root) : [];
  const found = own.length > 0 ? own : HOLDS_PLUGINS.has(addon.kind) ? binaries.filter(isInPlugins) : binaries;
  const counted = found.filter((binary) => !isPassedOver(binary, found));
  const plugins = [...Map.groupBy(counted, ({ place }) => place.plugin)].map(([plugin, files]) => ({
    plugin,
    platforms: platformsOfPlugin(files),
  }));
  // What lies outside of `plugins` is for another place, as read-me files say: nothing is known of it.
  const known = HOLDS_PLUGINS.has(addon.kind) ? found : binaries;
  const strays = known.filter((binary) => !counted.includes(binary));
  return {
    platforms: together(addon.kind, plugins),
    plugins,
    faults: [
      ...counted.flatMap((binary) => faultsOf(binary, counted)),
      ...(addon.kind === 'plugin' ? [] : plugins.filter(isForFewer).map(toFault)),
      ...strays.map(({ path }): PlatformFault => ({ kind: 'stray', path })),
    ],
  };
}

/** X-Plane looks for their plugins in the folder `plugins` alone. */
const HOLDS_PLUGINS: ReadonlySet<AddonKind> = new Set(['aircraft', 'scenery', 'library']);

function isInPlugins({ path }: PluginBinary): boolean {
  return /(?:^|\/)plugins\//i.test(path);
}

/** Beside files at places X-Plane knows, one with a name of its own (`mac_arm.xpl`, what is joined into `mac.xpl`) is not loaded. */
function isPassedOver({ place }: PluginBinary, all: readonly PluginBinary[]): boolean {
  const isPlaced = (other: PluginBinary) => other.place.plugin === place.plugin && other.place.platform !== undefined;
  return place.platform === undefined && all.some(isPlaced);
}

function together(kind: AddonKind, plugins: readonly PluginPlatforms[]): Platforms {
  // Scenery, repaints and scripts do their work without a plugin that comes with them.
  if (plugins.length === 0 || (kind !== 'plugin' && kind !== 'aircraft')) return ALL;
  return plugins.map(({ platforms }) => platforms).reduce(unite, NONE);
}

function isForFewer({ platforms }: PluginPlatforms): boolean {
  const count = PLATFORMS.filter((platform) => platforms[platform]).length;
  return count > 0 && count < PLATFORMS.length;
}

function toFault({ plugin, platforms }: PluginPlatforms): PlatformFault {
  return { kind: 'fewer-platforms', plugin, platforms };
}

function platformsOfPlugin(binaries: readonly PluginBinary[]): Platforms {
  // A 32-bit file is for X-Plane 10: X-Plane 11 and 12 load it nowhere. Of one that cannot be read only its place is known.
  const modern = binaries.filter((binary) => !isOnly32Bit(binary));
  const counted = modern.length > 0 ? modern : binaries.filter(({ header }) => header === undefined);
  const found = counted.map(({ header, place }) => (header === undefined ? place.platform : platformOf(header)));
  return { macOS: found.includes('macOS'), windows: found.includes('windows'), linux: found.includes('linux') };
}

function unite(a: Platforms, b: Platforms): Platforms {
  return { macOS: a.macOS || b.macOS, windows: a.windows || b.windows, linux: a.linux || b.linux };
}

export function isOnly32Bit({ header, path, place }: PluginBinary): boolean {
  if (header === undefined) return place.is32Bit;
  // What is in `32` X-Plane 11 and 12 do not load, whatever else the file is for.
  if (/(?:^|\/)32\/[^/]+$/.test(path)) return true;
  return header.cpus.every((cpu) => cpu === 'x86' || cpu === 'ppc' || cpu === 'arm');
}

function faultsOf(binary: PluginBinary, all: readonly PluginBinary[]): PlatformFault[] {
  const { path, place, header } = binary;
  if (header === undefined) return [{ kind: 'no-program', path }];
  const faults: PlatformFault[] = [];
  const platform = platformOf(header);
  if (place.platform !== undefined && place.platform !== platform) {
    faults.push({ kind: 'header-disagrees', path, folder: place.platform, header: platform });
  }
  if (isOnly32Bit(binary)) {
    const besideModern = all.some(
      (other) =>
        other.place.plugin === place.plugin &&
        other.header !== undefined &&
        platformOf(other.header) === platform &&
        !isOnly32Bit(other),
    );
    faults.push({ kind: 'not-64-bit', path, cpus: header.cpus, besideModern });
  } else if (platform === 'macOS' && !header.cpus.includes('arm64')) {
    faults.push({ kind: 'no-arm64', path, cpus: header.cpus });
  }
  return faults;
}
