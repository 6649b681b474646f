import { onEngines } from './every-suite.ts';

onEngines('rows in PostgreSQL, files on the disk', { rows: true, files: false });
