import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useSession } from '#renderer/state/session.ts';
import { bridge, lockEverything } from '#renderer/state/vault-client.ts';
import type { Sending } from '#renderer/vault/api.ts';
import classes from './welcome.module.css';

/** On the locked screen: what still goes on without the passphrase, or what waits for it. */
export function StillSending() {
  const sending = useSession((session) => session.sending);
  return sending === undefined ? <Waits /> : <GoesOn sending={sending} />;
}

function GoesOn({ sending }: { sending: Sending }) {
  const { t } = useTranslation('locked');
  const format = useFormat();
  const { due, nextAt, sent, held, arrived, until, ended, isTakenOver } = sending;
  const state = ended ?? (isTakenOver ? 'elsewhere' : 'on');
  const counts = [
    due > 0 && t('due', { count: due, time: format.dayAndTime(nextAt ?? until) }),
    sent > 0 && t('sent', { count: sent }),
    held > 0 && t('held', { count: held }),
    arrived > 0 && t('arrived', { count: arrived }),
  ].filter((line) => line !== false);
  return (
    <section className={classes.still} aria-label={t('title')}>
      <p className={classes.stillTitle}>{t(`state.${state}`, { time: format.dayAndTime(until) })}</p>
      {counts.length > 0 && <p className={classes.text}>{counts.join(' · ')}</p>}
      <Button
        size="compact-sm"
        variant="default"
        title={t('everythingHint')}
        onClick={() => ignore(lockEverything())}
      >
        {t('everything')}
      </Button>
    </section>
  );
}

/** After a start, and when everything is locked: nothing goes out before somebody unlocks. */
function Waits() {
  const { t } = useTranslation('locked');
  const format = useFormat();
  const [overdue, setOverdue] = useState<number[]>([]);
  useEffect(() => {
    let isShown = true;
    const look = async (): Promise<void> => {
      const listed = await bridge().call('due.list', {});
      if (isShown && listed.ok) setOverdue(listed.value.times.filter((time) => time <= Date.now()));
    };
    ignore(look());
    const again = setInterval(() => ignore(look()), lookEvery);
    return () => {
      isShown = false;
      clearInterval(again);
    };
  }, []);
  const [first] = overdue;
  if (first === undefined) return null;
  return (
    <section className={classes.still} aria-label={t('title')}>
      <p className={classes.stillTitle}>
        {t('waits', { count: overdue.length, time: format.dayAndTime(first) })}
      </p>
    </section>
  );
}

/** How often the list is looked at while nobody unlocks, in milliseconds. */
const lookEvery = 30_000;
