// What people see of a registry in a browser, the same for a live one and for an export.

export {
  type AccountView,
  accountFaultPage,
  firstTimePage,
  handoverPage,
  madeTokenPage,
  signInPage,
  tokensPage,
} from './account.ts';
export type { Reader } from './account-frame.ts';
export { missingPage, unavailablePage } from './missing.ts';
export { type OverviewQuery, overviewPage } from './overview.ts';
export { packagePage, type ShownPackage } from './package.ts';
export { inOrder, type PackageCard, packageCard } from './package-card.ts';
export type { AboutSite, SiteLinks } from './page.ts';
export { publishersPage } from './sharing.ts';
export { STYLE } from './style.ts';
