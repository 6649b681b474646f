export function AddonScreen(_props: Record<string, unknown>) {
  return null;
}
