import { useAccess } from '#renderer/state/session.ts';
import { Breaches } from './breaches.tsx';
import { HeldMessages } from './held-messages.tsx';
import { Pauses } from './pauses.tsx';
import classes from '../settings.module.css';

/** When something has gone wrong: what goes on by itself is stopped, and what happened is written down. */
export function IncidentSection() {
  const seesTalk = useAccess('talk') !== 'none';
  const seesBreaches = useAccess('money') !== 'none';
  return (
    <div className={classes.wide}>
      <Pauses />
      {seesTalk && <HeldMessages />}
      {seesBreaches && <Breaches />}
    </div>
  );
}
