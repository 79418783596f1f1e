import { Anchor, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#shared/domain/booking.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import classes from './booking.module.css';

/** Who has typed this, as far as anybody knows: a member says so when they have spoken to them. */
export function WhoAsks({ booking: { id, saysToBe = '', agreed } }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { locale } = useFormat();
  const known = useRecord('contacts', saysToBe);
  const [talk, people] = [useAccess('talk'), useAccess('people')];
  const mayAnswer = talk === 'write' && people === 'write';
  const say = (isThem: boolean) => ignore(run('booking.identify', { id, isThem }));
  if (known === undefined && agreed === undefined) return <p className={classes.note}>{t('unproven')}</p>;
  const ticked = agreed?.purposes.map((purpose) => t(`agreed.${purpose}`)) ?? [];
  const what = new Intl.ListFormat(locale, { type: 'conjunction' }).format(ticked);
  return (
    <div className={classes.who}>
      {known !== undefined && (
        <>
          <Anchor
            className={classes.name}
            dir="auto"
            renderRoot={(props) => (
              <Link to="/people/$contactId" params={{ contactId: known.id }} {...props} />
            )}
          >
            {t('saysToBe', { name: known.name })}
          </Anchor>
          <span className={classes.note}>{t('saysToBeWhy', { name: known.name })}</span>
        </>
      )}
      {known === undefined && <span className={classes.note}>{t('unproven')}</span>}
      {ticked.length > 0 && <span className={classes.note}>{t('agreedWaits', { what })}</span>}
      {mayAnswer && (
        <Group gap={8}>
          {known !== undefined && (
            <Button size="xs" variant="default" onClick={() => say(true)}>
              {t('isThem')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => say(false)}>
            {t(known === undefined ? 'spokenTo' : 'isNotThem')}
          </Button>
        </Group>
      )}
    </div>
  );
}
