import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';

const NAMES = ['مقاتلة النسر', '日本の飛行機'];

function makeFolders(dataFolder: string): void {
  for (const name of NAMES) {
    const folder = join(dataFolder, 'addons', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'plane.acf'), 'I\n1200 Version\nACF\n');
  }
}

test.use({ prepare: { dataFolder: makeFolders } });

test('two add-ons whose names have no Latin letter keep their titles and never share an id', async ({
  app: { page, dataFolder },
}) => {
  for (const name of NAMES) {
    const added = await page.evaluate(
      (folder) => window.loadmaster.addons.add({ folder }),
      join(dataFolder, 'addons', name),
    );
    expect(added).toMatchObject({ ok: true });
  }
  const cards = NAMES.map((name) => page.getByRole('article', { name }));
  for (const [at, card] of cards.entries()) {
    await expect(card.getByRole('link', { name: NAMES[at]!, exact: true })).toBeVisible();
  }
  const idOnForm = async (at: number): Promise<string> => {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Hangar' }).click();
    await cards[at]!.getByRole('link', { name: NAMES[at]!, exact: true }).click();
    await page.getByRole('tab', { name: 'Release' }).click();
    const field = page.getByLabel('Package id', { exact: true });
    await expect(field).not.toHaveValue('');
    return field.inputValue();
  };
  const first = await idOnForm(0);
  const second = await idOnForm(1);
  expect(second).not.toBe(first);

  // The second one's form with the first one's id: refused at its field, and nothing is sent.
  await page.getByLabel('Package id', { exact: true }).fill(first);
  await page.locator('[data-publish]').click();
  await expect(page.getByLabel('Package id', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('main')).toContainText(NAMES[0]!);
  const sent = await page.evaluate(() => window.loadmaster.publish.list({ limit: 10 }));
  expect(sent).toMatchObject({ ok: true, value: [] });
});
