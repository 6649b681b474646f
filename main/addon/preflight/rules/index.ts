import type { Rule } from '../rule.ts';
import { aircraftIcon } from './aircraft-icon.ts';
import { collidingNames } from './colliding-names.ts';
import { duplicates } from './duplicates.ts';
import { executables } from './executables.ts';
import { folder } from './folder.ts';
import { hugeFiles } from './huge-files.ts';
import { ignoreRules } from './ignore-rules.ts';
import { ignoredButNamed } from './ignored-but-named.ts';
import { installScript } from './install-script.ts';
import { junk } from './junk.ts';
import { layout } from './layout.ts';
import { leftovers } from './leftovers.ts';
import { links } from './links.ts';
import { linuxLibraries } from './linux-libraries.ts';
import { longPaths } from './long-paths.ts';
import { macLibraries } from './mac-libraries.ts';
import { macosx } from './macosx.ts';
import { missingParts } from './missing-parts.ts';
import { nestedArchives } from './nested-archives.ts';
import { packageId } from './package-id.ts';
import { platforms } from './platforms.ts';
import { pluginExports } from './plugin-exports.ts';
import { pluginNames } from './plugin-names.ts';
import { readme } from './readme.ts';
import { references } from './references.ts';
import { rootNames } from './root-names.ts';
import { sceneryDefinitions } from './scenery-definitions.ts';
import { sceneryLibraries } from './scenery-libraries.ts';
import { secrets } from './secrets.ts';
import { sizes } from './sizes.ts';
import { sourceOnly } from './source-only.ts';
import { sources } from './sources.ts';
import { strayTiles } from './stray-tiles.ts';
import { unreadable } from './unreadable.ts';
import { versionsDisagree } from './versions-disagree.ts';
import { windowsLibraries } from './windows-libraries.ts';
import { windowsNames } from './windows-names.ts';

/** Every rule, in the order authors read them: what the registry refuses first, what is only worth knowing last. */
export const RULES: readonly Rule[] = [
  folder,
  unreadable,
  ignoreRules,
  packageId,
  layout,
  macosx,
  links,
  collidingNames,
  windowsNames,
  longPaths,
  rootNames,
  sizes,
  secrets,
  platforms,
  pluginNames,
  pluginExports,
  windowsLibraries,
  linuxLibraries,
  macLibraries,
  missingParts,
  installScript,
  executables,
  sourceOnly,
  sceneryDefinitions,
  sceneryLibraries,
  references,
  ignoredButNamed,
  strayTiles,
  versionsDisagree,
  aircraftIcon,
  junk,
  leftovers,
  sources,
  nestedArchives,
  hugeFiles,
  duplicates,
  readme,
];
