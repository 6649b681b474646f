import { expect, test } from './fixtures.ts';

// The services behind the page, asked over the bridge: what is bundled, with its threads, does its work in each shell.

test('a sample add-on is made, read and packed into a zip', async ({ page }) => {
  const packed = await page.evaluate(async () => {
    const { addons, archive } = window.loadmaster;
    const made = await addons.createSample({ kind: 'aircraft' });
    if (!made.ok) return made;
    const { id } = made.value;
    const ready = new Promise<void>((resolve) => {
      addons.onChanged((summary) => {
        if (summary.id === id && summary.state === 'ready') resolve();
      });
    });
    if (made.value.state !== 'ready') await ready;
    const ended = new Promise<unknown>((resolve) => {
      archive.onEnded(resolve);
    });
    const started = await archive.build({ addonId: id, fresh: true });
    return started.ok ? ended : started;
  });
  expect(packed).toMatchObject({
    cancelled: false,
    error: null,
    built: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
});

test('the local registry starts, answers and stops', async ({ page }) => {
  const started = await page.evaluate(() => window.loadmaster.registry.start());
  expect(started).toMatchObject({
    ok: true,
    value: { state: 'running', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+/) },
  });
  const url = started.ok ? (started.value.url ?? '') : '';
  expect((await fetch(url)).status).toBeLessThan(500);
  const stopped = await page.evaluate(() => window.loadmaster.registry.stop());
  expect(stopped).toMatchObject({ ok: true, value: { state: 'stopped' } });
});

test('settings and drafts are there again after a restart', async ({ app }) => {
  const draft = {
    packageId: 'author.sample',
    packageVersion: '1.0.0',
    xpSelection: '*',
    access: 'public' as const,
    platforms: { macOS: true, windows: true, linux: true },
    dependencies: [],
    incompatibilities: [],
    notes: 'typed for an hour',
  };
  const kept = await app.page.evaluate(async (typed) => {
    await window.loadmaster.settings.update({ theme: 'light', historyLimit: 77 });
    const made = await window.loadmaster.addons.createSample({ kind: 'library' });
    const addonId = made.ok ? made.value.id : '';
    return [
      addonId,
      await window.loadmaster.publish.keepDraft({ addonId, connectionId: 'local', draft: typed }),
    ] as const;
  }, draft);
  expect(kept[1]).toEqual({ ok: true, value: null });
  const { page } = await app.reopen();
  const again = await page.evaluate(
    async (addonId) => ({
      settings: await window.loadmaster.settings.get(),
      addons: await window.loadmaster.addons.list(),
      release: await window.loadmaster.publish.startRelease({ addonId, connectionId: 'local' }),
    }),
    kept[0],
  );
  expect(again.settings).toMatchObject({ ok: true, value: { theme: 'light', historyLimit: 77 } });
  expect(again.addons).toMatchObject({ ok: true, value: [{ id: kept[0] }] });
  expect(again.release).toMatchObject({ ok: true, value: { origin: 'kept', draft } });
});
