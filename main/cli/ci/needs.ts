import type { DestinationSettings } from '../../../preload/contract.ts';
import { secretVariable } from '../../destinations/index.ts';
import { SITE_KEY_VARIABLE } from '../release/site-key.ts';

/** What the settings of an add-on ask of CI. */
export interface CiNeeds {
  /** Environment variables with what fills each: a secret of the same name, or the token that CI hands out by itself. */
  readonly secrets: readonly CiSecret[];
  readonly registries: readonly CiRegistry[];
  /** Commits are made for a place that is a git branch. */
  readonly commits: boolean;
  readonly tagPrefix: string;
}

export interface CiSecret {
  readonly variable: string;
  /** Undefined for the token of CI itself. */
  readonly secret: string | undefined;
  readonly destination: string;
}

export interface CiRegistry {
  /** As the destination names it. */
  readonly registry: string;
  /** Undefined where only a name is known. */
  readonly address: string | undefined;
  readonly tokenSecret: string;
}

const DEFAULT_TAG = 'v{version}';

export function ciNeeds(settings: readonly DestinationSettings[]): CiNeeds {
  const github = settings.find((one) => one.kind === 'github');
  const places = settings.flatMap(placesOf);
  const registries = settings.flatMap((one) =>
    // A site is made from what a registry shows to everybody, so it asks for no token.
    one.kind === 'xpkg' && one.registry !== 'local' ? [registryOf(one.registry, one.name)] : [],
  );
  return {
    secrets: settings.flatMap(secretsOf),
    registries,
    commits: places.some(({ carrier }) => carrier === 'git'),
    tagPrefix: (github?.tag ?? DEFAULT_TAG).split('{version}')[0] ?? '',
  };
}

/** For CI that has no token of its own for GitHub: every secret is one that the author sets. */
export function withoutOwnToken(needs: CiNeeds): CiNeeds {
  return { ...needs, secrets: needs.secrets.map((one) => ({ ...one, secret: one.secret ?? one.variable })) };
}

function secretsOf(one: DestinationSettings): CiSecret[] {
  if (one.kind === 'github') {
    const variable = secretVariable(one.name, one.secretEnv);
    // Another name than the usual one is the author's word that it is another token.
    return [{ variable, secret: one.secretEnv, destination: one.name }];
  }
  const ofPlaces = placesOf(one)
    .filter((place) => place.carrier !== 'folder')
    .map(({ secretEnv }) => secretVariable(one.name, secretEnv));
  const variables = one.kind === 'static-site' ? [...ofPlaces, SITE_KEY_VARIABLE] : ofPlaces;
  return [...new Set(variables)].map((variable) => ({ variable, secret: variable, destination: one.name }));
}

function placesOf(one: DestinationSettings) {
  if (one.kind === 'skunkcrafts') return [one.place, ...(one.beta === undefined ? [] : [one.beta.place])];
  return 'place' in one ? [one.place] : [];
}

function registryOf(registry: string, name: string): CiRegistry {
  const address = URL.canParse(registry) ? registry : undefined;
  return { registry, address, tokenSecret: secretVariable(name) };
}
