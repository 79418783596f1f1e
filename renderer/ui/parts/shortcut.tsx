import classes from './parts.module.css';

const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

/** How a shortcut such as `mod+K`, `g i` or `Shift+mod+Z` is written on this computer. */
export function shortcutText(keys: string): string {
  const mod = isMac ? '⌘' : 'Ctrl';
  const shift = isMac ? '⇧' : 'Shift';
  const text = keys.replace('mod', mod).replace('Shift', shift);
  return isMac ? text.replaceAll(/\+(?=\S)/g, '') : text;
}

/** A keyboard hint. */
export function Shortcut({ keys }: { keys: string }) {
  return <kbd className={classes.kbd}>{shortcutText(keys)}</kbd>;
}
