// What people see of a registry in a browser, the same for a live one and for an export.

export { missingPage } from './missing.ts';
export { overviewPage, type Wish } from './overview.ts';
export { packagePage } from './package.ts';
export { type PackageCard, packageCard } from './package-card.ts';
export type { AboutSite, SiteLinks } from './page.ts';
export { STYLE } from './style.ts';
