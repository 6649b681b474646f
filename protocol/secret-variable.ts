/** The environment variable that holds the secret of a destination, where its settings name no other. */
export function secretVariableFor(destination: string): string {
  return `LOADMASTER_SECRET_${destination.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
}
