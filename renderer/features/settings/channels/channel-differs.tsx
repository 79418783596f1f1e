import { useState } from 'react';
import { Anchor, Button, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AnswerLanguage, answerLanguageOf, answerLanguages } from '#shared/agent/acts/languages.ts';
import { sayIn, templatePlaces, type TemplateKey, wordsId } from '#shared/agent/acts/templates.ts';
import { isToldOn } from '#shared/domain/knowledge.ts';
import { useRecord, useRecords, windowRecords } from '#renderer/state/records.ts';
import { run } from '#renderer/state/commands.ts';
import { EditableText, FieldRow } from '#renderer/ui/index.ts';
import classes from '../settings.module.css';

/** The texts of one account, in this order. */
const texts = [
  { field: 'phone', multiline: false, longest: 32 },
  { field: 'persona', multiline: false, longest: 100 },
  { field: 'tone', multiline: true, longest: 500 },
  { field: 'signature', multiline: true, longest: 300 },
  { field: 'emergencyNumber', multiline: false, longest: 32 },
  { field: 'emergencyText', multiline: true, longest: 1000 },
] as const;

/** The sentences by which customers first meet the business here; all others are worded for every channel. */
const sentences = ['aboutAssistant', 'greeting', 'callBack'] as const satisfies TemplateKey[];

/** What customers of one number, page or account are told otherwise than everywhere. Few need it: shown on demand. */
export function ChannelDiffers({ accountId }: { accountId: string }) {
  const { t } = useTranslation('settings');
  const [isOpen, setOpen] = useState(false);
  const own = useRecord('channelSettings', accountId);
  const named = texts.filter(({ field }) => own?.[field] !== undefined).map(({ field }) => t(`own.${field}`));
  const worded = Object.keys(own?.words ?? {}).length > 0 ? [t('own.sentences')] : [];
  const different = [...named, ...worded].join(', ');
  return (
    <>
      <FieldRow label={t('differs')}>
        <div className={classes.line}>
          <span className={classes.muted}>{different === '' ? t('differsNothing') : different}</span>
          <Button
            size="compact-sm"
            variant="default"
            flex="none"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'differsHide' : 'differsShow')}
          </Button>
        </div>
      </FieldRow>
      {isOpen && (
        <>
          <OwnTexts accountId={accountId} />
          <OwnSentences accountId={accountId} />
          <KnowledgeHere accountId={accountId} />
        </>
      )}
    </>
  );
}

function OwnTexts({ accountId }: { accountId: string }) {
  const { t } = useTranslation(['settings', 'assistant']);
  const own = useRecord('channelSettings', accountId);
  const settings = useRecord('aiSettings', 'ai');
  const business = useRecord('business', 'business');
  const everywhere = {
    phone: business?.phone,
    persona: settings?.persona,
    tone: settings?.tone,
    signature: settings?.signature,
    emergencyNumber: settings?.emergency?.ownNumber ?? business?.phone,
    emergencyText: settings?.emergency?.text,
  };
  return texts.map(({ field, multiline, longest }) => (
    <EditableText
      key={field}
      label={t(`own.${field}`)}
      placeholder={everywhere[field] || t(`ownExample.${field}`, { phone: '{{phone}}' })}
      multiline={multiline}
      value={own?.[field] ?? ''}
      validate={(text) => (text.length > longest ? t('assistant:tooLong', { count: longest }) : undefined)}
      onSave={(text) => run('channelSettings.set', { accountId, fields: { [field]: text } })}
    />
  ));
}

function OwnSentences({ accountId }: { accountId: string }) {
  const { t, i18n } = useTranslation(['settings', 'assistant']);
  const business = useRecord('business', 'business');
  const own = useRecord('channelSettings', accountId);
  const [language, setLanguage] = useState<AnswerLanguage>(answerLanguageOf(business?.locale ?? '') ?? 'en');
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const everywhere = sayIn({ records: windowRecords }, language);
  return (
    <>
      <FieldRow label={t('assistant:answerLanguage')}>
        <Select
          size="xs"
          w={220}
          aria-label={t('assistant:answerLanguage')}
          allowDeselect={false}
          data={answerLanguages.map((value) => ({ value, label: names.of(value) ?? value }))}
          value={language}
          onChange={(chosen) => setLanguage(answerLanguages.find((each) => each === chosen) ?? 'en')}
        />
      </FieldRow>
      {sentences.map((key) => (
        <EditableText
          key={`${language}-${key}`}
          label={t(`assistant:sentence.${key}`)}
          placeholder={everywhere(key, placesShown(key))}
          multiline
          value={own?.words?.[wordsId(language, key)] ?? ''}
          onSave={(text) => run('channelSettings.word', { accountId, language, key, text })}
        />
      ))}
    </>
  );
}

/** Each place as it is written in a wording. */
function placesShown<Key extends TemplateKey>(key: Key) {
  const places = templatePlaces[key].map((name) => [name, `{{${name}}}`]);
  return Object.fromEntries(places) as Record<(typeof templatePlaces)[Key][number], string>;
}

/** How much of the approved knowledge may be told here; each entry says itself where. */
function KnowledgeHere({ accountId }: { accountId: string }) {
  const { t } = useTranslation('settings');
  const approved = useRecords('knowledge').filter(({ status }) => status === 'approved');
  const here = approved.filter((row) => isToldOn(row, accountId));
  return (
    <FieldRow label={t('own.knowledge')}>
      <p className={classes.muted}>
        {t('knowledgeHere', { count: here.length, all: approved.length })}{' '}
        <Anchor size="sm" renderRoot={(props) => <Link to="/knowledge" {...props} />}>
          {t('knowledgeHereLink')}
        </Anchor>
      </p>
    </FieldRow>
  );
}
