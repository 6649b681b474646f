export { CALL_CHANNELS, type CallChannel } from './channels.ts';
export { createDispatcher, type Dispatcher } from './dispatcher.ts';
export { createEmitters } from './emitters.ts';
export { externalLink, registryPage } from './external-links.ts';
export { type PageFile, readPageFile } from './page/page-files.ts';
export { SECURITY_HEADERS } from './page/policy.ts';
