/**
 * Who may get a version. The registry keeps three flags of which only these three combinations are allowed
 * (XPKG.md section 5), so everywhere else it is one choice that cannot be wrong.
 */
export const ACCESS_CHOICES = ['public', 'private', 'not-stored'] as const;
export type Access = (typeof ACCESS_CHOICES)[number];

/** Whether everybody could have what only some had before. */
export function isMorePublic(now: Access, before: Access): boolean {
  return now === 'public' && before !== 'public';
}

export interface AccessFlags {
  readonly isPublic: boolean;
  readonly isPrivate: boolean;
  readonly isStored: boolean;
}

const FLAGS: Readonly<Record<Access, AccessFlags>> = {
  public: { isPublic: true, isPrivate: false, isStored: true },
  private: { isPublic: false, isPrivate: true, isStored: true },
  'not-stored': { isPublic: false, isPrivate: true, isStored: false },
};

export function accessToFlags(access: Access): AccessFlags {
  return FLAGS[access];
}

/** Undefined for the five combinations the registry answers with invalid_access_config. */
export function accessFromFlags(flags: AccessFlags): Access | undefined {
  const { isPublic, isPrivate, isStored } = flags;
  if (isPublic === isPrivate) return undefined;
  if (isPublic) return isStored ? 'public' : undefined;
  return isStored ? 'private' : 'not-stored';
}

/** Only a private version that the registry keeps is opened with a key. */
export function needsPrivateKey(access: Access): boolean {
  return access === 'private';
}

export const PRIVATE_KEY = { length: 32, alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789' } as const;
