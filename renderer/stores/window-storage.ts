/** What this window keeps for its next start. A window that may keep nothing begins with nothing each time. */
export function readKept(key: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function keepInWindow(key: string, value: Readonly<Record<string, unknown>>): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Forgotten when the window is closed, no sooner.
  }
}
