import { hasAnyPlatform, type Platform, type Platforms } from '../../../protocol/index.ts';
import type { BinaryHeader, Cpu } from './binary-header.ts';
import type { PluginPlace } from './plugin-layout.ts';

/** One .xpl with what its place and its first bytes say. */
export type PluginBinary = {
  readonly path: string;
  readonly place: PluginPlace;
  readonly header: BinaryHeader | undefined;
};

/** What does not add up about an add-on's plugins; preflight makes findings of these. */
export type PlatformFault =
  | { readonly kind: 'header-disagrees'; readonly path: string; readonly folder: Platform; readonly header: Platform }
  | { readonly kind: 'no-program'; readonly path: string }
  | { readonly kind: 'not-64-bit'; readonly path: string; readonly cpus: readonly Cpu[] }
  | { readonly kind: 'no-arm64'; readonly path: string; readonly cpus: readonly Cpu[] }
  | { readonly kind: 'no-common-platform'; readonly plugins: readonly string[] };

const FORMAT_PLATFORM: Readonly<Record<BinaryHeader['format'], Platform>> = {
  pe: 'windows',
  elf: 'linux',
  'mach-o': 'macOS',
};

const ALL: Platforms = { macOS: true, windows: true, linux: true };

export function platformOf(header: BinaryHeader): Platform {
  return FORMAT_PLATFORM[header.format];
}

/**
 * Without a plugin an add-on is content, and content runs everywhere. With plugins it runs where all of them do. The header of a file decides over the
 * folder it is in, since the header is what the system loads by.
 */
export function platformsOf(binaries: readonly PluginBinary[]): {
  readonly platforms: Platforms;
  readonly faults: readonly PlatformFault[];
} {
  if (binaries.length === 0) return { platforms: ALL, faults: [] };
  const faults = binaries.flatMap(faultsOf);
  const plugins = Map.groupBy(binaries, ({ place }) => place.plugin);
  const platforms = [...plugins.values()].map(platformsOfPlugin).reduce(intersect, ALL);
  if (!hasAnyPlatform(platforms) && plugins.size > 1) {
    faults.push({ kind: 'no-common-platform', plugins: [...plugins.keys()].sort() });
  }
  return { platforms, faults };
}

function platformsOfPlugin(binaries: readonly PluginBinary[]): Platforms {
  // A 32-bit file is a leftover for X-Plane 10 beside the real one; alone it still says what the plugin was made for.
  const modern = binaries.filter((binary) => !isOnly32Bit(binary));
  const found = (modern.length > 0 ? modern : binaries).map(({ header, place }) =>
    header === undefined ? place.platform : platformOf(header),
  );
  return { macOS: found.includes('macOS'), windows: found.includes('windows'), linux: found.includes('linux') };
}

function intersect(a: Platforms, b: Platforms): Platforms {
  return { macOS: a.macOS && b.macOS, windows: a.windows && b.windows, linux: a.linux && b.linux };
}

function isOnly32Bit({ header, place }: PluginBinary): boolean {
  if (header === undefined) return place.is32Bit;
  return header.cpus.every((cpu) => cpu === 'x86' || cpu === 'ppc' || cpu === 'arm');
}

function faultsOf(binary: PluginBinary): PlatformFault[] {
  const { path, place, header } = binary;
  if (header === undefined) return [{ kind: 'no-program', path }];
  const faults: PlatformFault[] = [];
  const platform = platformOf(header);
  if (place.platform !== undefined && place.platform !== platform) {
    faults.push({ kind: 'header-disagrees', path, folder: place.platform, header: platform });
  }
  if (isOnly32Bit(binary)) faults.push({ kind: 'not-64-bit', path, cpus: header.cpus });
  else if (platform === 'macOS' && !header.cpus.includes('arm64')) {
    faults.push({ kind: 'no-arm64', path, cpus: header.cpus });
  }
  return faults;
}
