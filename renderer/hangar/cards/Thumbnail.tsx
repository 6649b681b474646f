import type { AddonSummary } from '../../../preload/contract.ts';
import { KindPicture } from '../../drawings/KindPicture.tsx';
import { usePicture } from '../../stores/pictures.ts';
import styles from './thumbnail.module.css';

/** What the add-on looks like: the picture its author gave it, or its kind drawn from above. */
export function Thumbnail({ addon }: { readonly addon: AddonSummary }) {
  const picture = usePicture(addon);
  return (
    <span className={styles.picture}>
      {picture === undefined ? <KindPicture kind={addon.kind} /> : <img src={picture} alt="" draggable={false} />}
    </span>
  );
}
