import type { Page } from '@playwright/test';
import type {} from '../../renderer/bridge.ts';

/** Submits a sample aircraft, which passes the checks: to a registry that cannot be reached (it waits and asks again), or to the local one, which refuses it. */
export function submitSample(page: Page, to: 'nowhere' | 'local') {
  return page.evaluate(async (registry) => {
    const { addons, connections, publish } = window.loadmaster;
    const made = await addons.createSample({ kind: 'aircraft' });
    if (!made.ok) return made;
    const far = await connections.add({ name: 'Far', baseUrl: 'http://127.0.0.1:9', token: 'xpkg_0123456789abcdef' });
    if (!far.ok) return far;
    const target = { addonId: made.value.id, connectionId: registry === 'local' ? 'local' : far.value.id };
    const start = await publish.startRelease(target);
    if (!start.ok) return start;
    const draft = { ...start.value.draft, packageId: 'nobody.has_this', packageVersion: '1.0.0', xpSelection: '*' };
    return publish.submit({ ...target, draft, dryRun: false });
  }, to);
}
