// What people see of a registry in a browser, the same for a live one and for an export.

export { missingPage, overviewPage, packagePage, type SiteLinks } from './pages.ts';
export { STYLE } from './style.ts';
