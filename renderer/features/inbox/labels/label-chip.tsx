import type { Label, LabelColour } from '#shared/domain/label.ts';
import classes from './label-chip.module.css';

/** The label's colour; its name stands beside it. */
export function LabelDot({ colour }: { colour: LabelColour }) {
  return <span className={classes.dot} data-colour={colour} />;
}

/** A label on a conversation. */
export function LabelChip({ label }: { label: Label }) {
  return (
    <span className={classes.chip} title={label.name}>
      <LabelDot colour={label.colour} />
      <span className={classes.name} dir="auto">
        {label.name}
      </span>
    </span>
  );
}
