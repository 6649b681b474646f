import { writeFile } from 'node:fs/promises';
import type { Handlers, Nothing, Outcome } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { normalizePackageId } from '../../../protocol/index.ts';
import { diskError, fail, ok } from '../../library/index.ts';
import type { PackageServices } from '../../publish/index.ts';
import type { Lazy } from '../lazy.ts';
import type { Openers } from '../shell.ts';
import { downloadsCsv } from './downloads-csv.ts';

/** The packages of a registry. Files are saved where the author says; no place chosen is no fault. */
export function packageHandlers(services: Lazy<PackageServices>, openers: Openers): Handlers['packages'] {
  const ask =
    <I, O>(question: (services: PackageServices, input: I) => Promise<O>) =>
    async (input: I): Promise<O> =>
      question(await services.get(), input);

  /** Asks for the place, then saves there. */
  async function saveAs<T>(
    suggestedName: string,
    save: (place: string) => Promise<Outcome<T>>,
  ): Promise<Outcome<T | Nothing>> {
    if (!openers.saveFile) return fail(fault('no_dialog.save'));
    const place = await openers.saveFile(suggestedName);
    return place === undefined ? ok(null) : save(place);
  }

  return {
    list: ask((it, input) => it.list(input)),
    get: ask((it, input) => it.get(input)),
    create: ask((it, input) => it.create(input)),
    describe: ask((it, input) => it.describe(input)),
    setXpSelection: ask((it, input) => it.setXpSelection(input)),
    setIncompatibilities: ask((it, input) => it.setIncompatibilities(input)),
    roles: ask((it, input) => it.roles(input)),
    setRole: ask((it, input) => it.setRole(input)),
    removeRole: ask((it, input) => it.removeRole(input)),
    known: ask((it, input) => it.known(input)),
    downloads: ask((it, input) => it.downloads(input)),
    privateKey: ask((it, input) => it.privateKey(input)),
    saveDownloads: async ({ packageId, rows }) => {
      const id = normalizePackageId(packageId);
      if (!id.ok) return fail(fault('bad_package_id.text'));
      return saveAs(`${id.value.partial} downloads.csv`, async (place) => {
        try {
          await writeFile(place, downloadsCsv(rows));
        } catch (cause) {
          return diskError(cause, place);
        }
        return ok({ savedTo: place });
      });
    },
    saveInstallationFile: ask((it, input) =>
      saveAs(it.fileName(input), (place) => it.saveInstallationFile(input, place)),
    ),
    savePackageFile: ask((it, input) => saveAs(it.fileName(input), (place) => it.savePackageFile(input, place))),
  };
}
