import { onEngines } from './every-suite.ts';

onEngines('rows in SQLite, files in a bucket', { rows: false, files: true });
