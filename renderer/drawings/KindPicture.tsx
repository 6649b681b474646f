import type { ReactNode } from 'react';
import type { AddonKind } from '../../preload/contract.ts';
import { Aircraft } from './Aircraft.tsx';
import styles from './drawings.module.css';

const NOSE_RIGHT = 'translate(78 2) rotate(90) scale(0.5)';

/** Each kind as it is seen from above; shown where the author gave no picture. */
const PICTURES: Readonly<Record<AddonKind, ReactNode>> = {
  aircraft: <Aircraft transform={NOSE_RIGHT} className={styles.solid} />,
  livery: (
    <>
      <Aircraft transform={NOSE_RIGHT} className={styles.solid} />
      <path d="M58 29h9v6h-9zM26 30.500h24v3H26z" className={styles.accent} />
    </>
  ),
  csl: (
    <>
      <Aircraft transform="translate(47 6) rotate(90) scale(0.24)" className={styles.solid} />
      <Aircraft transform="translate(73 17) rotate(90) scale(0.24)" className={styles.solid} />
      <Aircraft transform="translate(47 30) rotate(90) scale(0.24)" className={styles.solid} />
    </>
  ),
  scenery: (
    <>
      <path d="M10 44 86 26v11L10 55z" className={styles.solid} />
      <path d="m16 49.500 4-.9m6-1.400 8-1.900m6-1.400 8-1.900m6-1.400 8-1.900m6-1.400 4-.9" className={styles.mark} />
      <path d="M40 41V18h26v13" className={styles.line} />
      <path d="M46 10h9v5h-9zM59 10h9v5h-9z" className={styles.soft} />
    </>
  ),
  library: (
    <>
      <path d="M22 10h24v20H22zM50 10h24v20H50zM22 34h24v20H22z" className={styles.soft} />
      <path d="M50 34h24v20H50z" className={styles.solid} />
      <path d="M34 10v20m28-20v20M34 34v20m28-20v20" className={styles.line} />
    </>
  ),
  plugin: (
    <>
      <path d="M30 16h36v32H30z" className={styles.solid} />
      <path
        d="M38 10v6m10-6v6m10-6v6M38 48v6m10-6v6m10-6v6M24 24h6m-6 8h6m-6 8h6m36-16h6m-6 8h6m-6 8h6"
        className={styles.line}
      />
      <path d="M40 26h16v12H40z" className={styles.accent} />
    </>
  ),
  flywithlua: <Sheet>{<path d="M38 26h20m-20 7h14m-14 7h17" className={styles.mark} />}</Sheet>,
  xppython3: <Sheet>{<path d="M38 26h10m-4 7h14m-10 7h8" className={styles.mark} />}</Sheet>,
  navdata: (
    <>
      <circle cx="48" cy="32" r="20" className={styles.line} />
      <path d="M48 8v8m0 32v8M24 32h8m32 0h8" className={styles.line} />
      <path d="m48 17 6 15-6 15-6-15z" className={styles.solid} />
      <path d="m48 17 6 15H42z" className={styles.accent} />
    </>
  ),
  other: (
    <>
      <path d="M28 12h40v40H28z" className={styles.soft} />
      <path d="M28 28h40m-40 8h40M44 12v40m8-40v40" className={styles.line} />
    </>
  ),
};

export function KindPicture({ kind }: { readonly kind: AddonKind }) {
  return (
    <svg viewBox="0 0 96 64" className={styles.drawing} aria-hidden="true" focusable="false">
      {PICTURES[kind]}
    </svg>
  );
}

function Sheet({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <path d="M32 10h24l8 8v36H32z" className={styles.solid} />
      {children}
    </>
  );
}
