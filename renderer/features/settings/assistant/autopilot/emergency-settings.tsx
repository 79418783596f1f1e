import { useTranslation } from 'react-i18next';
import { emergencyText } from '#shared/agent/heard/emergency-text.ts';
import type { HeardLanguage } from '#shared/domain/danger.ts';
import { heardLanguages } from '#shared/domain/danger.ts';
import { type EmergencySettings as Settings, emergencyNumber } from '#shared/domain/emergency.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { EditableText, FieldRow, Section } from '#renderer/ui/index.ts';
import classes from '../assistant.module.css';

/** What a customer in danger is told at once: the numbers, or the owner's own words. */
export function EmergencySettings() {
  const { t } = useTranslation(['autopilot', 'assistant']);
  const business = useRecord('business', 'business');
  const settings = useRecord('aiSettings', 'ai')?.emergency ?? {};
  if (business === undefined) return null;
  const language: HeardLanguage =
    heardLanguages.find((each) => business.locale.toLowerCase().startsWith(each)) ?? 'en';
  const save = (fields: Settings) => {
    const { number, ownNumber, text } = { ...settings, ...fields };
    const emergency = { ...(number && { number }), ...(ownNumber && { ownNumber }), ...(text && { text }) };
    return run('ai.configure', { emergency });
  };
  const atMost = (count: number) => (text: string) =>
    text.length > count ? t('assistant:tooLong', { count }) : undefined;
  return (
    <Section title={t('emergency.title')} hint={t('emergency.hint')}>
      <EditableText
        label={t('emergency.number')}
        placeholder={t('emergency.numberHint', { number: emergencyNumber(business.country, 'fire') })}
        value={settings.number ?? ''}
        validate={atMost(32)}
        onSave={(number) => save({ number })}
      />
      <EditableText
        label={t('emergency.ownNumber')}
        placeholder={business.phone ?? t('emergency.ownNumberHint')}
        value={settings.ownNumber ?? ''}
        validate={atMost(32)}
        onSave={(ownNumber) => save({ ownNumber })}
      />
      <EditableText
        label={t('emergency.text')}
        placeholder={t('emergency.textHint')}
        multiline
        value={settings.text ?? ''}
        validate={atMost(1000)}
        onSave={(text) => save({ text })}
      />
      <FieldRow label={t('emergency.preview')}>
        <p className={classes.note}>{emergencyText({ kind: 'gas', language }, business, settings)}</p>
      </FieldRow>
    </Section>
  );
}
