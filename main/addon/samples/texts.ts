export function readme(name: string, install: string): string {
  return `${name}
${'='.repeat(name.length)}

This is a sample add-on made by Loadmaster. It has the files an add-on of its kind has, so that you can pack it, publish it to the registry
inside Loadmaster, and see what happens, without touching your own work. It is not made to fly.

Installing by hand
------------------
${install}
`;
}

export const LICENSE = `Sample files made by Loadmaster.

Anybody may use, copy, change and share these files for any purpose. They come without any warranty.
`;

export const CHANGELOG = `1.0.0
- First release.
`;
