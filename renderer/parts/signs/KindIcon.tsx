import {
  BookOpen,
  Box,
  FileCode2,
  Library,
  Map as MapIcon,
  Mountain,
  Paintbrush,
  Plane,
  Plug,
  Users,
} from 'lucide-react';
import type { AddonKind } from '../../../preload/contract.ts';

const ICONS = {
  aircraft: Plane,
  scenery: Mountain,
  library: Library,
  plugin: Plug,
  livery: Paintbrush,
  flywithlua: FileCode2,
  xppython3: BookOpen,
  csl: Users,
  navdata: MapIcon,
  other: Box,
} as const satisfies Readonly<Record<AddonKind, unknown>>;

export function KindIcon({ kind, size = '1.125rem' }: { readonly kind: AddonKind; readonly size?: string }) {
  const Icon = ICONS[kind];
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />;
}
