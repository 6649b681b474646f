/** A licence by its SPDX identifier, or by name where the text does not say which of several it is. */
export interface FoundLicence {
  readonly id?: string;
  readonly name?: string;
  /** Whether the file names it itself (`SPDX-License-Identifier`), or we know its text. */
  readonly acknowledgement: 'declared' | 'concluded';
}

const NAME = /(?:^|\/)(?:licen[cs]es?|copying|copyright|eula|terms)[^/]*$/i;
const NO_TEXT = /\.(?:png|jpe?g|pdf|docx?|dds|obj|html?)$/i;

export function isLicenceName(path: string): boolean {
  return NAME.test(path) && !NO_TEXT.test(path);
}

/** Sentences that stand in one licence alone, most particular first. The GPL's own text does not tell "only" from "or later". */
const TEXTS: readonly (readonly [RegExp, Omit<FoundLicence, 'acknowledgement'>])[] = [
  [/gnu affero general public license\s+version 3/i, { name: 'GNU Affero General Public License, version 3' }],
  [/gnu lesser general public license\s+version 3/i, { name: 'GNU Lesser General Public License, version 3' }],
  [/gnu lesser general public license\s+version 2\.1/i, { name: 'GNU Lesser General Public License, version 2.1' }],
  [/gnu general public license\s+version 3/i, { name: 'GNU General Public License, version 3' }],
  [/gnu general public license\s+version 2/i, { name: 'GNU General Public License, version 2' }],
  [/apache license\s+version 2\.0/i, { id: 'Apache-2.0' }],
  [/mozilla public license,? version 2\.0/i, { id: 'MPL-2.0' }],
  [/boost software license - version 1\.0/i, { id: 'BSL-1.0' }],
  [/creative commons attribution-noncommercial-sharealike 4\.0/i, { id: 'CC-BY-NC-SA-4.0' }],
  [/creative commons attribution-noncommercial-noderiv\w+ 4\.0/i, { id: 'CC-BY-NC-ND-4.0' }],
  [/creative commons attribution-noncommercial 4\.0/i, { id: 'CC-BY-NC-4.0' }],
  [/creative commons attribution-sharealike 4\.0/i, { id: 'CC-BY-SA-4.0' }],
  [/creative commons attribution 4\.0/i, { id: 'CC-BY-4.0' }],
  [/creative commons (?:legal code\s+)?cc0 1\.0/i, { id: 'CC0-1.0' }],
  [/this is free and unencumbered software released into the public domain/i, { id: 'Unlicense' }],
  [/permission to use, copy, modify, and\/or distribute this software for any\s+purpose/i, { id: 'ISC' }],
  [/permission is hereby granted, free of charge, to any person obtaining a copy/i, { id: 'MIT' }],
  [/neither the name of[\s\S]{0,200}may be used to endorse or promote/i, { id: 'BSD-3-Clause' }],
  [/redistributions of source code must retain the above copyright/i, { id: 'BSD-2-Clause' }],
  [/this notice may not be removed or altered from any source\s+distribution/i, { id: 'Zlib' }],
];

/** The licence whose text this is; undefined for words of the author's own. */
export function licenceOf(text: string): FoundLicence | undefined {
  const said = /SPDX-License-Identifier:\s*([A-Za-z0-9][\w.+-]*)\s*$/m.exec(text)?.[1];
  if (said !== undefined) return { name: said, acknowledgement: 'declared' };
  const found = TEXTS.find(([pattern]) => pattern.test(text.replaceAll(/\s+/g, ' ')));
  return found && { ...found[1], acknowledgement: 'concluded' };
}
