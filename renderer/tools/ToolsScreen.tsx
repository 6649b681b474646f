export function ToolsScreen(_props: Record<string, unknown>) {
  return null;
}
