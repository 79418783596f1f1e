import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Enquiry } from '#shared/domain/enquiry.ts';
import { formatAmount, parseMoney } from '#shared/domain/money-text.ts';
import { EditableSelect, EditableText } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';

/** What an enquiry is worth, whose it is, where it came from, and when an answer is expected. */
export function EnquiryWorth({ enquiry }: { enquiry: Enquiry }) {
  const { t } = useTranslation('contacts');
  const members = useMembers().filter(({ name }) => name !== '');
  const { id, memberId = '', expectedOn = '', source = '' } = enquiry;
  const seesMoney = useAccess('money') !== 'none';
  const save = (fields: Parameters<typeof run<'enquiry.update'>>[1]['fields']) =>
    run('enquiry.update', { id, fields });
  return (
    <>
      {seesMoney && <Worth enquiryId={id} />}
      <EditableText
        label={t('enquiry.expectedOn')}
        type="date"
        value={expectedOn}
        onSave={(day) => save({ expectedOn: day === '' ? undefined : day })}
      />
      {members.length > 1 && (
        <EditableSelect
          label={t('enquiry.owner')}
          value={memberId}
          options={[
            { value: '', label: t('enquiry.nobody') },
            ...members.map((member) => ({ value: member.id, label: member.name })),
          ]}
          onSave={(member) => save({ memberId: member === '' ? undefined : member })}
        />
      )}
      <EditableText label={t('enquiry.source')} value={source} onSave={(from) => save({ source: from })} />
    </>
  );
}

/** Only for who sees the money. */
function Worth({ enquiryId: id }: { enquiryId: string }) {
  const { t } = useTranslation('contacts');
  const { currency: usual, locale } = useFormat();
  const worth = useRecord('enquiryWorths', id)?.worth;
  const currency = worth?.currency ?? usual;
  const read = (text: string) => parseMoney(text, currency, locale);
  return (
    <EditableText
      label={t('enquiry.value')}
      value={worth === undefined ? '' : formatAmount(worth.amount, currency, locale)}
      validate={(text) => (text !== '' && read(text) === undefined ? t('enquiry.notAmount') : undefined)}
      onSave={(text) => {
        const amount = read(text)?.toString();
        return run('enquiry.setWorth', { id, worth: amount === undefined ? null : { amount, currency } });
      }}
    />
  );
}

/** Has somebody look at it before a price is named. */
export function AssessButton({ enquiry: { id, title } }: { enquiry: Enquiry }) {
  const { t } = useTranslation('contacts');
  const navigate = useNavigate();
  if (useAccess('work') !== 'write') return null;
  async function assess() {
    const done = await run('enquiry.assess', {
      id,
      title: t('enquiry.assessTitle', { title }).slice(0, 200),
    });
    if (done.ok) await navigate({ to: '/jobs/$jobId', params: { jobId: done.value.id } });
  }
  return (
    <Button size="xs" variant="default" onClick={() => void assess()}>
      {t('enquiry.assess')}
    </Button>
  );
}
