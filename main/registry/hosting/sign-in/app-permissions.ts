import { PERMISSIONS } from '../../../../protocol/index.ts';

/** All that an author does with Loadmaster. Who has access to a package is decided here and by Admin tokens. */
export const APP_PERMISSIONS =
  PERMISSIONS.CreatePackage |
  PERMISSIONS.UploadVersionAnyPackage |
  PERMISSIONS.UpdateDescriptionAnyPackage |
  PERMISSIONS.UploadResources |
  PERMISSIONS.ReadAuthorData |
  PERMISSIONS.UpdateAuthorData |
  PERMISSIONS.ViewPackages |
  PERMISSIONS.ViewResources |
  PERMISSIONS.UpdateVersionDataAnyPackage |
  PERMISSIONS.ViewAnalyticsAnyPackage;
