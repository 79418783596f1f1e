import classes from './parts.module.css';

/** Six digits that two people compare aloud, in two groups of three. */
export function CompareCode({ code }: { code: string }) {
  return <p className={classes.code}>{`${code.slice(0, 3)} ${code.slice(3)}`}</p>;
}
