import { message } from '../../../../preload/messages/index.ts';
import { DEPOT_BETA_CFG, DEPOT_FILES, type DepotCfgRead, sameDepotUrl } from '../../../../protocol/index.ts';
import type { DepotFindings } from './finding.ts';
import type { DepotState } from './read-depot.ts';

/** What is wrong with the cfg by itself, and with its companions beside it. `url`: where the depot was asked, if at an address. */
export function checkCfg(state: DepotState, findings: DepotFindings, url: string | undefined): void {
  const { cfg, config, beta } = state;
  for (const [name, read] of [
    [DEPOT_FILES.cfg, cfg],
    [DEPOT_FILES.config, config],
    [DEPOT_BETA_CFG, beta],
  ] as const) {
    if (read !== undefined) checkForm(name, read, findings);
  }
  if (cfg === undefined) return;
  const { version, module, locked, disabled } = cfg.cfg;
  if (locked === true) findings.add('depot_locked', () => message('depot.locked'), DEPOT_FILES.cfg);
  if (disabled === true) findings.add('depot_disabled', () => message('depot.disabled'), DEPOT_FILES.cfg);
  for (const [name, other] of [
    [DEPOT_FILES.config, config],
    [DEPOT_BETA_CFG, beta],
  ] as const) {
    const its = other?.cfg.version;
    if (version === undefined || its === undefined || its === version) continue;
    const said = message('depot.versionsDiffer', DEPOT_FILES.cfg, version, name, its);
    findings.add('depot_versions_differ', () => said, name, name);
  }
  const itsModule = config?.cfg.module;
  if (module !== undefined && itsModule !== undefined && !sameDepotUrl(module, itsModule)) {
    findings.add(
      'depot_modules_differ',
      () => message('depot.modulesDiffer', DEPOT_FILES.config, itsModule, module),
      DEPOT_FILES.config,
    );
  }
  if (url === undefined || module === undefined) return;
  const addresses = [module, beta?.cfg.module].filter((address) => address !== undefined);
  if (addresses.some((address) => sameDepotUrl(address, url))) return;
  findings.add('depot_elsewhere', () => message('depot.elsewhere', url, module), DEPOT_FILES.cfg);
}

function checkForm(name: string, { cfg, badLines, twice }: DepotCfgRead, findings: DepotFindings): void {
  for (const line of badLines)
    findings.add('depot_cfg_line', () => message('depot.cfgLine', name, shown(line)), name, name);
  for (const key of twice)
    findings.add('depot_cfg_twice', () => message('depot.cfgTwice', name, shown(key)), name, name);
  if (cfg.version === undefined) findings.add('depot_no_version', () => message('depot.noVersion', name), name, name);
  if (cfg.module === undefined) findings.add('depot_no_module', () => message('depot.noModule', name), name, name);
  else if ((cfg.zone ?? 'custom') === 'custom' && !isWebAddress(cfg.module))
    findings.add('depot_bad_module', () => message('depot.badModule', name, shown(cfg.module ?? '')), name, name);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function shown(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}
