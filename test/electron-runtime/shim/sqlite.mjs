import { createRequire } from 'node:module';

// What `node:sqlite` is in the Node of newer Electrons.

const sqlite = createRequire(import.meta.url)('@photostructure/sqlite');
export const { DatabaseSync, StatementSync } = sqlite;
export { sqlite as default };
