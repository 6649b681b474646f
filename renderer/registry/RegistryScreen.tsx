export function RegistryScreen(_props: Record<string, unknown>) {
  return null;
}
