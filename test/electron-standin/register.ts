import { registerHooks } from 'node:module';

/** `node --import ./test/electron-standin/register.ts out/main/index.js`: every `electron` is the stand-in. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context);
    return { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true };
  },
});
