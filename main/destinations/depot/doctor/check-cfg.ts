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
  if (locked === true) findings.add('depot_locked', () => 'The depot is locked.', DEPOT_FILES.cfg);
  if (disabled === true) findings.add('depot_disabled', () => 'The depot is disabled.', DEPOT_FILES.cfg);
  for (const [name, other] of [
    [DEPOT_FILES.config, config],
    [DEPOT_BETA_CFG, beta],
  ] as const) {
    const its = other?.cfg.version;
    if (version === undefined || its === undefined || its === version) continue;
    const sentence = `${DEPOT_FILES.cfg} says version ${version}, ${name} says ${its}.`;
    findings.add('depot_versions_differ', () => sentence, name, name);
  }
  const itsModule = config?.cfg.module;
  if (module !== undefined && itsModule !== undefined && !sameDepotUrl(module, itsModule)) {
    findings.add(
      'depot_modules_differ',
      () => `${DEPOT_FILES.config} names ${itsModule}, the cfg ${module}.`,
      DEPOT_FILES.config,
    );
  }
  if (url === undefined || module === undefined) return;
  const addresses = [module, beta?.cfg.module].filter((address) => address !== undefined);
  if (addresses.some((address) => sameDepotUrl(address, url))) return;
  findings.add(
    'depot_elsewhere',
    () => `It was asked for at ${url}, but its cfg points to ${module}.`,
    DEPOT_FILES.cfg,
  );
}

function checkForm(name: string, { cfg, badLines, twice }: DepotCfgRead, findings: DepotFindings): void {
  for (const line of badLines)
    findings.add('depot_cfg_line', () => `${name}: "${shown(line)}" is no line of a cfg.`, name, name);
  for (const key of twice) findings.add('depot_cfg_twice', () => `${name} has "${shown(key)}" twice.`, name, name);
  if (cfg.version === undefined) findings.add('depot_no_version', () => `${name} names no version.`, name, name);
  if (cfg.module === undefined) findings.add('depot_no_module', () => `${name} names no module.`, name, name);
  else if ((cfg.zone ?? 'custom') === 'custom' && !isWebAddress(cfg.module))
    findings.add(
      'depot_bad_module',
      () => `${name}: "${shown(cfg.module ?? '')}" is no address of the web.`,
      name,
      name,
    );
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function shown(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}
