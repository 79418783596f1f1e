import { PlumbBob } from '#renderer/ui/index.ts';
import classes from './frame.module.css';

export function Brand() {
  return (
    <div className={classes.brand}>
      <PlumbBob />
      <span className={classes.word}>Plumbline</span>
    </div>
  );
}
