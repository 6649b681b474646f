export { Fixes, type FixOutcome, type FixRefusal } from './fixes.ts';
