import { AIRCRAFT_OUTLINE } from './outline.ts';

interface AircraftProps {
  /** An SVG transform that puts the square where it belongs. */
  readonly transform?: string;
  readonly className?: string | undefined;
}

export function Aircraft({ transform, className }: AircraftProps) {
  return <path d={AIRCRAFT_OUTLINE} transform={transform} className={className} />;
}
