import classes from './parts.module.css';

/** Six digits that one person reads to another, in two groups of three. */
export function PairingCode({ code }: { code: string }) {
  return (
    <p className={classes.code} dir="ltr">
      {`${code.slice(0, 3)} ${code.slice(3)}`}
    </p>
  );
}
