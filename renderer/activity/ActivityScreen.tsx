export function ActivityScreen(_props: Record<string, unknown>) {
  return null;
}
