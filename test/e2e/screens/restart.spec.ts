import { expect, test } from '../fixtures.ts';
import { expectPhase, openSampleForm, publish, rehearse, screenLink } from './story.ts';

test('a release that the end of the app interrupted says so and goes on', async ({ app }) => {
  await openSampleForm(app.page);
  await rehearse(app.page, [{ fault: 'slow', route: 'upload', bytesPerSecond: 2000 }]);
  await publish(app.page);
  await expectPhase(app.page, 'sending');

  const { page } = await app.reopen();
  await page.evaluate(() => window.loadmaster.registry.endRehearsal());
  await screenLink(page, 'Activity').click();
  const job = page.getByRole('article', { name: 'LT-1 Trainer 1.0.0' });
  const goOn = job.getByRole('button', { name: 'Go on' });
  const ended = page.getByRole('row', { name: /1\.0\.0.*processed/ });
  // Work that may be at the registry is asked about at once; what was never sent waits for the author's word.
  await expect(goOn.or(ended).first()).toBeVisible({ timeout: 30_000 });
  if (await goOn.isVisible()) await goOn.click();
  await expect(ended).toBeVisible({ timeout: 30_000 });
});
