import type { Page } from '@playwright/test';
import { explainCode } from '../../../protocol/index.ts';
import { expect, test } from '../fixtures.ts';
import { expectPhase, openSampleForm, publish, rehearse, releasePanel } from './story.ts';

// Each code of POST /packages/upload, rehearsed on the local registry, ends at the field it belongs to.
const FIELDS: Readonly<Record<string, string>> = {
  invalid_id_or_repo: 'release-packageId',
  bad_version_len: 'release-packageVersion',
  invalid_version: 'release-packageVersion',
  version_exists: 'release-packageVersion',
  bad_sel_len: 'release-xpSelection',
  invalid_selection: 'release-xpSelection',
  invalid_access_config: 'release-access',
  plat_supp: 'release-platforms',
  dep_not_str: 'release-dependencies',
  bad_dep_arr: 'release-dependencies',
  bad_dep_tuple: 'release-dependencies',
  invalid_dep_tuple_types: 'release-dependencies',
  invalid_dep_tuple_id: 'release-dependencies',
  invalid_dep_sel: 'release-dependencies',
  self_dep: 'release-dependencies',
  inc_not_str: 'release-incompatibilities',
  bad_inc_arr: 'release-incompatibilities',
  bad_inc_tuple: 'release-incompatibilities',
  invalid_inc_tuple_types: 'release-incompatibilities',
  invalid_inc_tuple_id: 'release-incompatibilities',
  invalid_inc_sel: 'release-incompatibilities',
  dep_or_self_inc: 'release-incompatibilities',
};
/** These are about the request, not about a field; a code from tomorrow is shown as it came. */
const WITHOUT_FIELD = ['invalid_or_empty_str', 'not_bool', 'no_file', 'bad_multipart', 'a_code_from_tomorrow'];

const ALL = [...Object.keys(FIELDS), ...WITHOUT_FIELD];
/** The registry takes three uploads in eight seconds, so the codes are shared out among several apps. */
const GROUP = 5;

for (let from = 0; from < ALL.length; from += GROUP) {
  const codes = ALL.slice(from, from + GROUP);
  test(`the registry's answer is shown where it belongs: ${codes.join(', ')}`, async ({ page }) => {
    test.setTimeout(120_000);
    await openSampleForm(page);
    for (const code of codes) await showRefusal(page, code);
  });
}

async function showRefusal(page: Page, code: string): Promise<void> {
  await rehearse(page, [{ fault: 'answer', route: 'upload', status: 400, code, times: 1 }]);
  await publish(page);
  await expect(releasePanel(page)).toContainText(`400 ${code}`, { timeout: 30_000 });
  await expectPhase(page, 'rejected');
  await expect(releasePanel(page)).toContainText(explainCode(code).sentence);
  const id = FIELDS[code];
  if (id === undefined) return;
  const field = page.locator(`#${id}`);
  await expect(field, `${code} takes the author to its field`).toBeFocused();
  await expect(page.locator(`#${id}-note`)).toContainText(code);
}
