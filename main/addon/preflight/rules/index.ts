import type { Rule } from '../rule.ts';
import { aircraftIcon } from './aircraft-icon.ts';
import { folder } from './folder/folder.ts';
import { ignoreRules } from './folder/ignore-rules.ts';
import { layout } from './folder/layout.ts';
import { links } from './folder/links.ts';
import { sizes } from './folder/sizes.ts';
import { unreadable } from './folder/unreadable.ts';
import { collidingNames } from './names/colliding-names.ts';
import { longPaths } from './names/long-paths.ts';
import { packageId } from './names/package-id.ts';
import { rootNames } from './names/root-names.ts';
import { windowsNames } from './names/windows-names.ts';
import { executables } from './programs/executables.ts';
import { linuxLibraries } from './programs/linux-libraries.ts';
import { macLibraries } from './programs/mac-libraries.ts';
import { platforms } from './programs/platforms.ts';
import { pluginExports } from './programs/plugin-exports.ts';
import { pluginNames } from './programs/plugin-names.ts';
import { pythonVersion } from './programs/python-version.ts';
import { sourceOnly } from './programs/source-only.ts';
import { windowsLibraries } from './programs/windows-libraries.ts';
import { readme } from './readme.ts';
import { ignoredButNamed } from './references/ignored-but-named.ts';
import { installScript } from './references/install-script.ts';
import { missingParts } from './references/missing-parts.ts';
import { references } from './references/references.ts';
import { sceneryDefinitions } from './references/scenery-definitions.ts';
import { sceneryLibraries } from './references/scenery-libraries.ts';
import { strayTiles } from './stray-tiles.ts';
import { duplicates } from './unwanted/duplicates.ts';
import { hugeFiles } from './unwanted/huge-files.ts';
import { junk } from './unwanted/junk.ts';
import { keptCopiesRule } from './unwanted/kept-copies.ts';
import { leftovers } from './unwanted/leftovers.ts';
import { macosx } from './unwanted/macosx.ts';
import { nestedArchives } from './unwanted/nested-archives.ts';
import { secrets } from './unwanted/secrets.ts';
import { sources } from './unwanted/sources.ts';
import { versionsDisagree } from './versions-disagree.ts';

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
  pythonVersion,
  sceneryDefinitions,
  sceneryLibraries,
  references,
  ignoredButNamed,
  strayTiles,
  versionsDisagree,
  aircraftIcon,
  junk,
  keptCopiesRule,
  leftovers,
  sources,
  nestedArchives,
  hugeFiles,
  duplicates,
  readme,
];
