/** Names as the page shows them: without the mark that tells a menu which letter opens them. */
export function screenNames<N extends string>(labels: Readonly<Record<N, string>>): Readonly<Record<N, string>> {
  const names = Object.entries<string>(labels).map(([screen, label]) => [screen, label.replace('&', '')]);
  return Object.fromEntries(names);
}
