import { controlCharacterAt, joinDepotLines, splitDepotText } from './text.ts';

// The files a SkunkCrafts depot is made of, and its cfg.

/** Written into every depot, empty ones as empty files: a host that answers for a missing file with a page would be read as a list. */
export const DEPOT_FILES = {
  cfg: 'skunkcrafts_updater.cfg',
  whitelist: 'skunkcrafts_updater_whitelist.txt',
  sizes: 'skunkcrafts_updater_sizeslist.txt',
  blacklist: 'skunkcrafts_updater_blacklist.txt',
  once: 'skunkcrafts_updater_oncelist.txt',
  ignore: 'skunkcrafts_updater_ignorelist.txt',
  config: 'skunkcrafts_updater_config.txt',
} as const;

export type DepotFileKind = keyof typeof DEPOT_FILES;

/** Where a depot has a second channel, both depots have it: that is how users change over. */
export const DEPOT_BETA_CFG = 'skunkcrafts_updater_beta.cfg';

/**
 * Loadmaster's own, for no client: paths of older versions that are on no list because a file of now differs only in capital letters. Without it
 * another machine would not know them when that file goes.
 */
export const DEPOT_HISTORY_FILE = 'skunkcrafts_updater_published.txt';

export interface DepotCfg {
  readonly name: string;
  readonly version: string;
  /** The address of the depot's folder. */
  readonly module: string;
  readonly locked: boolean;
  readonly disabled: boolean;
  readonly liveries: boolean;
}

const CUSTOM_ZONE = 'custom';

/** In the one order that Loadmaster writes. */
export function writeDepotCfg(cfg: DepotCfg): string {
  return joinDepotLines(cfgRows(cfg));
}

/** What other clients read in the place of the cfg: the same without `disabled`. */
export function writeDepotConfig(cfg: DepotCfg): string {
  return joinDepotLines(cfgRows(cfg).filter((row) => !row.startsWith('disabled|')));
}

function cfgRows({ name, version, module, locked, disabled, liveries }: DepotCfg): string[] {
  const rows = { zone: CUSTOM_ZONE, module, name, version, disabled, locked, liveries };
  return Object.entries(rows).map(([key, value]) => `${key}|${value}`);
}

/** Whether a text can stand behind a key of the cfg. */
export function isDepotCfgValue(value: string): boolean {
  return value.trim() !== '' && !value.includes('|') && !controlCharacterAt(value);
}

export interface DepotCfgRead {
  readonly cfg: Partial<DepotCfg> & { readonly zone?: string };
  /** Lines that are not `key|value` with exactly one pipe. */
  readonly badLines: readonly string[];
  readonly twice: readonly string[];
}

export function readDepotCfg(lines: readonly string[]): DepotCfgRead {
  const values = new Map<string, string>();
  const badLines: string[] = [];
  const twice: string[] = [];
  for (const line of lines) {
    const [key = '', value, more] = line.split('|');
    if (value === undefined || more !== undefined || key.trim() === '') {
      badLines.push(line);
      continue;
    }
    const name = key.trim().toLowerCase();
    if (values.has(name)) twice.push(name);
    values.set(name, value.trim());
  }
  const text = (key: 'zone' | 'name' | 'version' | 'module') => {
    const value = values.get(key);
    return value === undefined || value === '' ? {} : { [key]: value };
  };
  const flag = (key: 'locked' | 'disabled' | 'liveries') => {
    const value = values.get(key);
    return value === undefined ? {} : { [key]: value.toLowerCase() === 'true' };
  };
  const cfg = { ...text('zone'), ...text('name'), ...text('version'), ...text('module') };
  return { cfg: { ...cfg, ...flag('locked'), ...flag('disabled'), ...flag('liveries') }, badLines, twice };
}

/** The address of a file in a depot, with everything escaped that has a meaning in addresses. */
export function depotFileUrl(module: string, path: string): string {
  const base = module.endsWith('/') ? module : `${module}/`;
  return base + path.split('/').map(encodeURIComponent).join('/');
}

/** Two spellings of one address of a depot. */
export function sameDepotUrl(one: string, other: string): boolean {
  const plain = (url: string) => (URL.canParse(url) ? new URL(url).href : url).replace(/\/+$/, '');
  return plain(one) === plain(other);
}

/** The same cfg, with whatever else stands in it, locked. */
export function lockDepotCfg(text: string): string {
  const lines = splitDepotText(text).lines.filter((line) => !/^\s*locked\s*\|/i.test(line));
  return joinDepotLines([...lines, 'locked|true']);
}
