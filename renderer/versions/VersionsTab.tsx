export function VersionsTab(_props: Record<string, unknown>) {
  return null;
}
