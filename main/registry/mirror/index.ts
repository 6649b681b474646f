export { type Mirror, openMirror } from './open-mirror.ts';
