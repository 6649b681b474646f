import { type ReactNode, useEffect, useRef, useState } from 'react';

interface ScrollableProps {
  /** Names the part for those who cannot see it; without one it is part of what is around it. */
  readonly label?: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** What may be larger than its place: while it is, the keyboard reaches it and the arrow keys scroll. */
export function Scrollable({ label, className, children }: ScrollableProps) {
  const part = useRef<HTMLElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const scrolled = part.current;
    if (!scrolled) return;
    const observer = new ResizeObserver(() =>
      setOverflows(scrolled.scrollHeight > scrolled.clientHeight || scrolled.scrollWidth > scrolled.clientWidth),
    );
    observer.observe(scrolled);
    for (const child of scrolled.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={part} className={className} aria-label={label} tabIndex={overflows ? 0 : undefined}>
      {children}
    </section>
  );
}
