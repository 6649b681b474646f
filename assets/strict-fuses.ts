import { join } from 'node:path';
import { type FuseConfig, FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** What this hook reads of electron-builder's context. */
interface Packed {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly executableName?: string;
    readonly appInfo: { readonly productFilename: string };
    readonly config: { readonly electronFuses?: Readonly<Record<string, boolean | undefined>> | null };
  };
}

/** electron-builder's own keys end before this one. On is Electron's default; it only makes WebAssembly safer. */
const BEYOND_BUILDER: Readonly<Record<string, boolean>> = { wasmTrapHandlers: true };

/**
 * After packing, before signing: sets every fuse the packed Electron has, strictly. A new Electron that brings a fuse
 * nobody decided on fails the build instead of shipping its default.
 */
export async function afterPack({ appOutDir, electronPlatformName, packager }: Packed): Promise<void> {
  const decided = { ...packager.config.electronFuses, ...BEYOND_BUILDER };
  const { productFilename } = packager.appInfo;
  const name = electronPlatformName === 'linux' ? (packager.executableName ?? productFilename) : productFilename;
  const extension = { darwin: '.app', win32: '.exe' }[electronPlatformName] ?? '';
  const binary = join(appOutDir, `${name}${extension}`);
  const wire = await getCurrentFuseWire(binary);
  const config: Record<string, unknown> = { version: FuseVersion.V1, strictlyRequireAllFuses: true };
  for (const [position, state] of Object.entries(wire)) {
    if (position === 'version' || state === FuseState.REMOVED) continue;
    const fuse = FuseV1Options[Number(position)] ?? `number ${position}`;
    const value = decided[`${fuse[0]?.toLowerCase()}${fuse.slice(1)}`];
    if (value === undefined) throw new Error(`Electron has a fuse that nobody decided on: ${fuse}`);
    config[position] = value;
  }
  await flipFuses(binary, config as FuseConfig);
}
