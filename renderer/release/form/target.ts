/** Which release a form is about: one add-on, to one registry. */
export interface Target {
  readonly addonId: string;
  readonly connectionId: string;
}

export function formKey({ addonId, connectionId }: Target): string {
  return `${addonId}\n${connectionId}`;
}
