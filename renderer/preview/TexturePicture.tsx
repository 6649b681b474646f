import { useEffect, useRef } from 'react';
import styles from './preview.module.css';

interface TexturePictureProps {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of each pixel. */
  readonly base64: string;
}

/** A texture that main has decoded. */
export function TexturePicture({ label, width, height, base64 }: TexturePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const letters = atob(base64);
    const bytes = new Uint8ClampedArray(width * height * 4);
    for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
  }, [width, height, base64]);
  return <canvas ref={canvas} role="img" aria-label={label} width={width} height={height} className={styles.picture} />;
}
