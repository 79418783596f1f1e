import { useMemo } from 'react';
import { qrPath } from './qr-path.ts';
import classes from './team.module.css';

/** A text as a code that a phone's camera reads: dark on light in both themes, as cameras need it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { side, path } = useMemo(() => qrPath(text), [text]);
  return (
    <figure className={classes.qr} aria-label={label}>
      <svg viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges" aria-hidden>
        <rect width={side} height={side} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </figure>
  );
}
