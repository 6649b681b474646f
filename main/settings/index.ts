export { checkBaseUrl } from './base-url.ts';
export { ConnectionStore, type RemoteConnection, type SeenSite, type TokenState } from './connection-store.ts';
export { type Drafts, openDrafts } from './drafts.ts';
export { type KeyValueStore, memoryStore } from './key-value-store.ts';
export { type OpenedStore, openStore } from './open-store.ts';
export { openPreferences, type Preferences } from './preferences.ts';
export { privateFileVault, type SecretVault, sessionVault } from './secret-vault.ts';
