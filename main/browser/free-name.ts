import { access, mkdir } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Where a browser tab's files go, as browsers do it: into the downloads, and never over what is there. */
export async function freeDownload(folder: string, suggestedName: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { name, ext } = parse(suggestedName);
  for (let copy = 0; ; copy += 1) {
    const path = join(folder, copy === 0 ? `${name}${ext}` : `${name} (${copy})${ext}`);
    const taken = await access(path).then(
      () => true,
      () => false,
    );
    if (!taken) return path;
  }
}
