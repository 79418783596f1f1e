import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ConsentEvent, type ConsentPurpose, consentState } from '#shared/domain/consent.ts';
import { channelKinds } from '#shared/domain/channel.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';
import { StateBadge } from '#renderer/ui/index.ts';
import { useEventWords } from './use-event-words.ts';
import classes from './privacy.module.css';

interface ConsentLineProps {
  contact: Contact;
  purpose: ConsentPurpose;
  events: ConsentEvent[];
  onOpen: () => void;
}

const looked = ['contacts', 'identities', 'consents', 'messageTemplates'] as const;

/** One purpose: whether they are written to for it, since when and by what words. */
export function ConsentLine({ contact, purpose, events, onOpen }: ConsentLineProps) {
  const { t } = useTranslation('privacy');
  const wordsOf = useEventWords();
  const records = useReader(looked);
  const now = useNow();
  const state = consentState(events, purpose);
  const to = { contactId: contact.id, channel: 'whatsapp' } as const;
  // By the same rule that sends, so that the line never says otherwise than what happens.
  const may = checkRight(records, to, { purpose, writtenAt: now }, now).ok;
  const differing = channelKinds.filter((channel) => {
    const there = consentState(events, purpose, channel);
    return there.is !== state.is;
  });
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <span className={classes.purpose}>{t(`purpose.${purpose}`)}</span>
        <span className={classes.quiet} dir="auto">
          {state.is === 'unsaid' ? t(may ? 'unsaid.sent' : 'unsaid.notSent') : wordsOf(state.by)}
        </span>
        {differing.map((channel) => (
          <span key={channel} className={classes.quiet} dir="auto">
            {t(`differs.${consentState(events, purpose, channel).is}`, { channel: t(`channel.${channel}`) })}
          </span>
        ))}
      </div>
      <StateBadge tone={may ? 'good' : 'neutral'}>{t(may ? 'yes' : 'no')}</StateBadge>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={t('changeOf', { purpose: t(`purpose.${purpose}`) })}
        onClick={onOpen}
      >
        {t('open')}
      </Button>
    </li>
  );
}
