import { useRecord } from '#renderer/state/records.ts';
import classes from './visit.module.css';

/** What whoever goes there has to know; no customer reads it. */
export function VisitNotes({ visitId }: { visitId: string }) {
  const notes = useRecord('visits', visitId)?.notes;
  if (notes === undefined) return null;
  return (
    <p className={classes.notes} dir="auto">
      {notes}
    </p>
  );
}
