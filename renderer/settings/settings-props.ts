import type { Settings } from '../../preload/contract.ts';

export interface SettingsProps {
  readonly settings: Settings;
}
