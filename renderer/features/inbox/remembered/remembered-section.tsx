import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProposedPreference } from '#shared/agent/preferences/propose.ts';
import { keyOf } from '#shared/agent/preferences/propose.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { FactList, Section } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useSaidAbout } from '#renderer/state/insight.ts';
import { useRemembered } from '#renderer/state/remembered.ts';
import { useAccess } from '#renderer/state/session.ts';
import classes from './remembered.module.css';

interface RememberedSectionProps {
  contact: Contact;
  conversation: Conversation;
}

/** What holds for this customer beyond one job, and what they have said that may be worth keeping. */
export function RememberedSection({ contact, conversation }: RememberedSectionProps) {
  const { t } = useTranslation('contacts');
  const { id: contactId } = contact;
  const facts = useRemembered(contact);
  const readOnly = useAccess('people') !== 'write';
  const { said } = useSaidAbout(conversation);
  const upTo = conversation.preferencesDismissedUpTo ?? 0;
  const known = new Set(facts.map(({ text }) => keyOf(text)));
  const proposed = (said?.insight.preferences ?? []).filter(({ at }) => at > upTo && !readOnly);
  return (
    <Section title={t('remembered.title')}>
      <FactList
        facts={facts}
        addLabel={t('remembered.add')}
        longest={300}
        readOnly={readOnly}
        onAdd={(text) => run('preference.add', { contactId, text })}
        onChange={(id, text) => run('preference.change', { contactId, id, text })}
        onRemove={(id) => run('preference.remove', { contactId, id })}
      />
      <Proposals proposed={proposed} known={known} contactId={contactId} conversationId={conversation.id} />
    </Section>
  );
}

interface ProposalsProps {
  proposed: readonly ProposedPreference[];
  known: ReadonlySet<string>;
  contactId: string;
  conversationId: string;
}

/** Nothing of it is kept until somebody says so. */
function Proposals({ proposed, known, contactId, conversationId }: ProposalsProps) {
  const { t, i18n } = useTranslation('contacts');
  const navigate = useNavigate();
  const open = (message: string) =>
    navigate({ to: '/inbox/$conversationId', params: { conversationId }, search: { message } });
  const languages = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const shown = proposed
    .map(({ text, language = '', ...source }) => ({
      ...source,
      text: text ?? t('remembered.writesIn', { language: languages.of(language) ?? language }),
    }))
    .filter(({ text }) => !known.has(keyOf(text)));
  if (shown.length === 0) return null;
  const newest = Math.max(...shown.map(({ at }) => at));
  return (
    <fieldset className={classes.proposals}>
      <legend className={classes.label}>{t('remembered.proposed')}</legend>
      {shown.map(({ messageId, text }) => (
        <div key={`${messageId} ${text}`} className={classes.proposal}>
          <button
            type="button"
            className={classes.words}
            dir="auto"
            title={t('remembered.show')}
            onClick={() => ignore(open(messageId))}
          >
            {text}
          </button>
          <Button
            size="compact-xs"
            variant="default"
            flex="none"
            aria-label={t('remembered.keepThis', { text })}
            onClick={() => ignore(run('preference.add', { contactId, text, messageId }))}
          >
            {t('remembered.keep')}
          </Button>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        ml={-8}
        onClick={() => ignore(run('preference.dismiss', { conversationId, upTo: newest }))}
      >
        {t('remembered.dismiss')}
      </Button>
    </fieldset>
  );
}
