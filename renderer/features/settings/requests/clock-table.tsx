import { useState } from 'react';
import { NativeSelect, Select, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countryOptions } from '#shared/domain/countries.ts';
import { type ClockName, clockNames, clocksOf, type Period } from '#shared/domain/privacy-request.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';

const units = ['days', 'businessDays', 'months'] as const;

/** By when requests are acknowledged and answered, by the law of a country and by the business's own word. */
export function ClockTable() {
  const { t, i18n } = useTranslation('requests');
  const own = useRecord('business', 'business')?.country ?? 'GB';
  const [chosen, setChosen] = useState<string>();
  const country = chosen ?? own;
  const set = useRecords('requestClocks').find(({ id }) => id === country);
  const clocks = clocksOf(country, set);
  // Only what was changed: the other half may have been changed a moment ago.
  const save = (clock: ClockName, change: Partial<Period>) =>
    run('privacyRequest.setClock', { country, clock, ...change });
  return (
    <Section title={t('clocks')} hint={t('clocksHint')}>
      <Select
        label={t('country')}
        data={countryOptions(i18n.language)}
        value={country}
        searchable
        allowDeselect={false}
        maw={360}
        my={12}
        onChange={(value) => value !== null && setChosen(value)}
      />
      <Table>
        <Table.Tbody>
          {clockNames.map((clock) => {
            const period = clocks[clock];
            return (
              <Table.Tr key={clock}>
                <Table.Th scope="row" fw={400}>
                  {t(`clock.${clock}`)}
                </Table.Th>
                <Table.Td w={96}>
                  <KeepsUnsaved of={`${country} ${clock}`}>
                    <CellInput
                      label={t('countOf', { what: t(`clock.${clock}`) })}
                      value={period === undefined ? '' : String(period.count)}
                      accepts={(value) => /^[1-9]\d{0,2}$/.test(value) && Number(value) <= 400}
                      onSave={(value) => save(clock, { count: Number(value) })}
                    />
                  </KeepsUnsaved>
                </Table.Td>
                <Table.Td w={160}>
                  <NativeSelect
                    aria-label={t('unitOf', { what: t(`clock.${clock}`) })}
                    disabled={period === undefined}
                    value={period?.unit ?? 'days'}
                    data={units.map((value) => ({ value, label: t(`unit.${value}`) }))}
                    onChange={(event) =>
                      ignore(save(clock, { unit: event.currentTarget.value as Period['unit'] }))
                    }
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
