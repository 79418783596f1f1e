import { Button, NumberInput, Popover, UnstyledButton } from '@mantine/core';
import classes from './explained-score.module.css';

interface ExplainedScoreProps {
  /** What is shown, and what a click on it brings. */
  text: string;
  hint: string;
  /** Why it is what it is; `none` where nothing speaks for or against it. */
  reasons: readonly { text: string; points: number }[];
  none: string;
  /** What somebody has set it to; it stays until they let go of it. */
  own: number | undefined;
  labels: { own: string; ownHint: string; release: string };
  /** Left out where the role may only look. */
  onSet: ((value: number | undefined) => void) | undefined;
}

/** A number from 0 to 100 with every point's reason, and a value of one's own in its place. */
export function ExplainedScore({ text, hint, reasons, none, own, labels, onSet }: ExplainedScoreProps) {
  return (
    <Popover position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.value} title={hint}>
          {text}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={reason.text}>
              <span>{reason.text}</span>
              <span>{reason.points > 0 ? `+${reason.points}` : `−${-reason.points}`}</span>
            </li>
          ))}
          {reasons.length === 0 && <li>{none}</li>}
        </ul>
        {onSet && (
          <NumberInput
            size="xs"
            label={labels.own}
            description={labels.ownHint}
            min={0}
            max={100}
            allowDecimal={false}
            clampBehavior="strict"
            defaultValue={own ?? ''}
            onBlur={({ currentTarget: { value } }) => {
              const next = value === '' ? undefined : Number(value);
              if (next !== own) onSet(next);
            }}
          />
        )}
        {onSet && own !== undefined && (
          <Button size="compact-xs" mt={8} variant="subtle" color="gray" onClick={() => onSet(undefined)}>
            {labels.release}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
