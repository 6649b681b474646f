import { onEngines } from './every-suite.ts';

onEngines('rows in PostgreSQL, files in a bucket', { rows: true, files: true });
