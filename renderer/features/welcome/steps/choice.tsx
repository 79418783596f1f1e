import type { ReactNode } from 'react';
import classes from '../welcome.module.css';

interface ChoiceProps {
  /** A Tabler icon, 24 px. */
  icon: ReactNode;
  title: string;
  text: string;
  onClick: () => void;
}

/** One of few ways to go on. */
export function Choice({ icon, title, text, onClick }: ChoiceProps) {
  return (
    <button type="button" className={classes.choice} onClick={onClick}>
      {icon}
      <span>
        <span className={classes.choiceTitle}>{title}</span>
        <span className={classes.choiceText}>{text}</span>
      </span>
    </button>
  );
}
