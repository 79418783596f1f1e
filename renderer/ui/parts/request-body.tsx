import { useMemo } from 'react';
import classes from './request-body.module.css';

/** The body of a request as it would leave: JSON is set in lines, and nothing of it is left out. */
export function RequestBody({ label, body }: { label: string; body: string }) {
  const text = useMemo(() => inLines(body), [body]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
    <pre className={classes.body} aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}

function inLines(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2).replaceAll(/(?<!\\)\\n/g, '\n');
  } catch {
    return body;
  }
}
