import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import type { ConsentEvent, ConsentPurpose } from '#shared/domain/consent.ts';
import { consentPurposes, optOutOf } from '#shared/domain/consent.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useConsents } from '#renderer/state/consents.ts';
import { useFormat } from '#renderer/state/format.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import classes from './contact-detail.module.css';

/** For what a contact may be written to, by whose word; a switch notes another word and takes none back. */
export function ConsentRows({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const events = useConsents(contact.id);
  const wantsNone = optOutOf(events, 'messages') !== undefined;
  const follows = (purpose: ConsentPurpose) => purpose === 'marketing' && wantsNone;
  return (
    <FieldRow label={t('consent.title')} hint={events.length > 0 ? t('consent.keeps') : undefined}>
      <div className={classes.consents}>
        {consentPurposes.map((purpose) => (
          <Switch
            key={purpose}
            label={t(`consent.${purpose}`)}
            description={
              follows(purpose) ? (
                t('consent.follows')
              ) : (
                <Source event={events.find((event) => event.purpose === purpose)} />
              )
            }
            checked={optOutOf(events, purpose) === undefined}
            disabled={follows(purpose)}
            onChange={(change) =>
              ignore(
                run('consent.record', {
                  contactId: contact.id,
                  purpose,
                  given: change.currentTarget.checked,
                }),
              )
            }
          />
        ))}
      </div>
    </FieldRow>
  );
}

function Source({ event }: { event: ConsentEvent | undefined }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  if (event === undefined) return t('consent.never');
  const { basis, words = '', at, machineRead } = event;
  const time = format.dayAndTime(at);
  if (basis === 'owner') return t('consent.owner', { time });
  if (machineRead === true) return t('consent.spoken', { time, words });
  return t(basis === 'answer' ? 'consent.answered' : 'consent.said', { time, words });
}
