import type { DestinationSettings, Finding } from '../../../preload/contract.ts';

/** About scripts that only an X-Pkg client runs. Users of a depot, a zip or a mirror never see them. */
const OF_REGISTRIES: ReadonlySet<string> = new Set(['install-script']);

/** The findings that a release to these places must not go out with. */
export function standsInTheWay<F extends Pick<Finding, 'severity' | 'rule'>>(
  findings: readonly F[],
  settings: readonly Pick<DestinationSettings, 'kind'>[],
): F[] {
  const hasRegistry = settings.some(({ kind }) => kind === 'xpkg');
  return findings.filter(({ severity, rule }) => severity === 'error' && (hasRegistry || !OF_REGISTRIES.has(rule)));
}
