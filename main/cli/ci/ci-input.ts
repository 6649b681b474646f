import type { CiNeeds } from './needs.ts';

/** What a workflow is written from, whichever CI runs it. */
export interface CiInput {
  /** The add-on's folder from the top of the repository; `.` for the top itself. */
  readonly folder: string;
  /** What the folder of the add-on is called where users have it. */
  readonly name: string;
  /** What npx runs. */
  readonly command: string;
  /** Whether CI builds plugins, on three systems, before they are gathered. */
  readonly builds: boolean;
  readonly needs: CiNeeds;
}

/** The secrets that the author sets by hand, each once; the token of CI itself is none of them. */
export function namedSecrets({ secrets, registries }: CiNeeds): string[] {
  const tokens = [...secrets.flatMap(({ secret }) => secret ?? []), ...registries.map((one) => one.tokenSecret)];
  return [...new Set(tokens)];
}

/** Where a registry's address is kept when loadmaster.json has only its name. */
export function addressSecret(registry: string): string {
  return `LOADMASTER_REGISTRY_${registry.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
}

/** A double-quoted text of YAML; JSON is one. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
