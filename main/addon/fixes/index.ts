export { FixDesk, type FixOutcome, type FixRefusal } from './fix-desk.ts';
