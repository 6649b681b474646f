/** The room that puts the builds of several systems together into one plugin. Neighbours import from here only. */
export { type GatherPlace, gather, planGather, pluginNames } from './gather.ts';
export { GatherRefused } from './gather-refused.ts';
