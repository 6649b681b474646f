import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { createDispatcher, createEmitters } from '../../main/bridge/index.ts';
import { startBrowserServer } from '../../main/browser/server.ts';
import { buildBridge } from '../../preload/build-bridge.ts';
import { contract, type LoadmasterBridge, type Progress } from '../../preload/contract.ts';
import { shapeOf } from '../../preload/shape.ts';
import { socketTransport } from '../../preload/socket-transport.ts';
import { enterBy, socketsOf } from '../browser/a-tab.ts';
import { tempFolder } from '../temp-folder.ts';
import { everyHandler } from './services.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** Both sides of the bridge over a real socket, in this one process: what either keeps is seen. */
async function openBothSides() {
  const folder = tempFolder();
  await writeFile(join(folder, 'index.html'), '<head></head>');
  const options = { onFault: () => {}, trusts: () => true, checkOutput: true };
  const dispatcher = createDispatcher(options);
  const server = await startBrowserServer({
    pageFolder: folder,
    bridgeFolder: folder,
    port: 0,
    secret: 'secret',
    answer: dispatcher.answer,
  });
  onTestFinished(() => server.close());
  dispatcher.provide(everyHandler(async () => ({ ok: true, value: [] })));
  const emit = createEmitters({ send: server.sockets.broadcast, onFault: () => {}, checkPayload: true });
  const { connect } = socketsOf(server.origin, await enterBy(server.newAddress()));
  const transport = socketTransport(connect);
  return { bridge: buildBridge(shapeOf(contract), transport), emit };
}

async function callMany(bridge: LoadmasterBridge, calls: number): Promise<void> {
  for (let done = 0; done < calls; done += 100) {
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => bridge.addons.list()));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
  }
}

/** Listens as a component does that comes and goes: a new subscription each thousand, ended again. */
async function hearMany(bridge: LoadmasterBridge, tell: (progress: Progress) => void, events: number): Promise<void> {
  const progress: Progress = { id: 'job', phase: 'sending', done: 0, total: 1e9, bytesPerSecond: 5e6, etaSeconds: 3 };
  for (let done = 0; done < events; done += 1000) {
    await new Promise<void>((resolve) => {
      let heard = 0;
      const end = bridge.publish.onProgress(() => {
        heard += 1;
        if (heard < 1000) return;
        end();
        resolve();
      });
      for (let event = 0; event < 1000; event += 1) tell({ ...progress, done: done + event });
    });
  }
}

test('10,000 calls and 100,000 progress events leave nothing behind', { timeout: 120_000 }, async () => {
  const { bridge, emit } = await openBothSides();
  await callMany(bridge, 2_000);
  await hearMany(bridge, emit.publish.progress, 10_000);
  const before = heap();
  await callMany(bridge, 10_000);
  await hearMany(bridge, emit.publish.progress, 100_000);
  const after = heap();
  console.log(`heap before ${(before / 1e6).toFixed(1)} MB, after ${(after / 1e6).toFixed(1)} MB`);
  expect(after).toBeLessThan(before * 1.05);
});
