/** An aircraft from above with its nose up, in a square of 120: the one shape that all drawings share. */
const OUTLINE =
  'M60 6c3.6 0 6 8 6 20v19l45 26v8l-45-13-1.4 26 16.4 11.500v6L60 104l-21 5.500v-6l16.400-11.500L54 66 9 79v-8l45-26V26c0-12 2.400-20 6-20Z';

interface AircraftProps {
  /** An SVG transform that puts the square where it belongs. */
  readonly transform?: string;
  readonly className?: string | undefined;
}

export function Aircraft({ transform, className }: AircraftProps) {
  return <path d={OUTLINE} transform={transform} className={className} />;
}
