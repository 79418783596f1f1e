import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Affected, Breach } from '#shared/domain/breach.ts';
import { channelKinds } from '#shared/domain/channel.ts';
import { dayOf } from '#shared/domain/day.ts';
import { boundsOf } from '#shared/domain/local-time.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { writeCsv } from '#shared/import/csv.ts';
import { save } from '#renderer/state/commands.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { EditableText, FieldRow } from '#renderer/ui/index.ts';
import { useAffected } from './use-affected.ts';

/** Who is affected, by a question over people; how many it finds, and what the owner says it is. */
export function BreachPeople({ breach }: { breach: Breach }) {
  const { t } = useTranslation('incident');
  const { timeZone } = useFormat();
  const { id, affected = {}, count } = breach;
  const people = useAffected(breach);
  const segments = useRecords('segments');
  const ask = (fields: Affected) => {
    const all = Object.entries({ ...affected, ...fields }).filter(([, value]) => value !== undefined);
    ignore(save('breach.update', { id, fields: { affected: Object.fromEntries(all) } }));
  };
  const day = (at: number | undefined): string => (at === undefined ? '' : dayOf(at, timeZone));
  const bound = (text: string, end: 'start' | 'end') =>
    text === '' ? undefined : boundsOf(text, timeZone)[end];
  return (
    <>
      <FieldRow label={t('who')} hint={t('whoHint')}>
        <Group gap={8} align="flex-end">
          <NativeSelect
            label={t('segment')}
            value={affected.segmentId ?? ''}
            data={[
              { value: '', label: t('everybody') },
              ...segments.map(({ id: value, name }) => ({ value, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => ask({ segmentId: value === '' ? undefined : value })}
          />
          <NativeSelect
            label={t('channel')}
            value={affected.channel ?? ''}
            data={[
              { value: '', label: t('anyChannel') },
              ...channelKinds.map((value) => ({ value, label: t(`channels.${value}`) })),
            ]}
            onChange={({ currentTarget: { value } }) => ask({ channel: value === '' ? undefined : value })}
          />
          <TextInput
            type="date"
            label={t('from')}
            value={day(affected.from)}
            onChange={({ currentTarget: { value } }) => ask({ from: bound(value, 'start') })}
          />
          <TextInput
            type="date"
            label={t('until')}
            value={affected.until === undefined ? '' : day(affected.until - 1)}
            onChange={({ currentTarget: { value } }) => ask({ until: bound(value, 'end') })}
          />
        </Group>
        <Group gap={12} mt={8}>
          {people === undefined ? (
            <Button size="compact-sm" variant="default" onClick={() => ask({})}>
              {t('countAll')}
            </Button>
          ) : (
            <>
              <Text component="output">{t('found', { count: people.length })}</Text>
              <Button
                size="compact-sm"
                variant="default"
                disabled={people.length === 0}
                onClick={() => savePeople(people, t)}
              >
                {t('savePeople')}
              </Button>
            </>
          )}
        </Group>
      </FieldRow>
      <EditableText
        type="number"
        label={t('number')}
        placeholder={people === undefined ? '' : String(people.length)}
        value={count === undefined ? '' : String(count)}
        validate={(text) => (/^\d{0,8}$/.test(text) ? undefined : t('numberWrong'))}
        onSave={(text) => save('breach.update', { id, fields: { count: text === '' ? null : Number(text) } })}
      />
    </>
  );
}

/** Whom to tell, for a spreadsheet. */
function savePeople(people: NonNullable<ReturnType<typeof useAffected>>, t: (key: string) => string): void {
  const rows = people.map(({ name, phones = {}, emails = {} }) => [
    name,
    Object.values(phones)[0]?.number ?? '',
    Object.values(emails)[0]?.address ?? '',
  ]);
  const csv = writeCsv([[t('name'), t('phone'), t('email')], ...rows]);
  offerFile(`${t('peopleFile')}.csv`, new Blob([csv], { type: 'text/csv;charset=utf-8' }));
}
