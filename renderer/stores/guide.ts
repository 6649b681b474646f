import { create } from 'zustand';

/** The add-on whose first release is accompanied, until the author closes the guide. */
export const useGuide = create<{ readonly addonId: string | undefined }>()(() => ({ addonId: undefined }));

export function startGuide(addonId: string): void {
  useGuide.setState({ addonId });
}

export function endGuide(): void {
  useGuide.setState({ addonId: undefined });
}
