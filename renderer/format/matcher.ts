/** `*.dds` by its end, anything else by a part of the path. */
export function matcher(query: string): (path: string) => boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return () => true;
  const ending = wanted.startsWith('*') ? wanted.slice(1) : undefined;
  return ending !== undefined && !ending.includes('*')
    ? (path) => path.toLowerCase().endsWith(ending)
    : (path) => path.toLowerCase().includes(wanted.replaceAll('*', ''));
}
