import module from 'node:module';

// `node:module` with what Node 20 lacks; 3 is `compileCacheStatus.DISABLED`.

export * from 'node:module';
export { module as default };
export const enableCompileCache = module.enableCompileCache ?? (() => ({ status: 3 }));
