import { useTranslation } from 'react-i18next';
import type { AccountEvent } from '#shared/domain/business.ts';
import { mostTelling } from '#shared/domain/account-events.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { Section, Timeline, type Tone } from '#renderer/ui/index.ts';

const tones: Record<AccountEvent['severity'], Tone> = { info: 'info', warning: 'warn', error: 'bad' };
const shown = 50;

/** What Meta reported about the account: quality, restrictions, names, templates. */
export function AccountEvents() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const events = mostTelling(useRecords('accountEvents'), shown);
  if (events.length === 0) return null;
  const items = events.map(({ id, at, summary, severity }) => ({
    id,
    at: format.dayAndTime(at),
    dateTime: new Date(at).toISOString(),
    title: summary,
    tone: tones[severity],
  }));
  return (
    <Section title={t('accountEvents')} hint={t('accountEventsHint')}>
      <Timeline label={t('accountEvents')} items={items} />
    </Section>
  );
}
