import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './parts.module.css';

interface UnansweredNoteProps {
  note: { title: string; text: string; again: string; onAgain: () => void } | undefined;
}

/** What did not answer, what that means here, and a way to ask once more. Nothing where all has answered. */
export function UnansweredNote({ note }: UnansweredNoteProps) {
  if (note === undefined) return null;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={18} stroke={1.5} />} title={note.title}>
      <p className={classes.decisionText}>{note.text}</p>
      <Button size="xs" variant="default" onClick={note.onAgain}>
        {note.again}
      </Button>
    </Alert>
  );
}
