import { NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countryName, countryOptions } from '#shared/domain/countries.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Recipient } from '#shared/rights/processing/recipients.ts';
import { run, save } from '#renderer/state/commands.ts';
import { EditableText } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import { useProcessingWords } from './use-processing-words.ts';
import settingsClasses from '../settings.module.css';
import classes from './processing.module.css';

/** Who gets something: name and country are the owner's to put right; below, on what data goes to each country. */
export function Recipients({ recipients }: { recipients: readonly Recipient[] }) {
  const { t, i18n } = useTranslation('processing');
  if (recipients.length === 0) return <Text c="dimmed">{t('noRecipients')}</Text>;
  const perCountry = new Map(recipients.flatMap((each) => (each.country ? [[each.country, each]] : [])));
  return (
    <>
      <div className={classes.scroller}>
        <table className={settingsClasses.table}>
          <thead>
            <tr>
              <th style={{ width: '30%' }}>{t('name')}</th>
              <th style={{ width: 180 }}>{t('country')}</th>
              <th>{t('what')}</th>
            </tr>
          </thead>
          <tbody>
            {recipients.map((each) => (
              <Row key={each.key} recipient={each} />
            ))}
          </tbody>
        </table>
      </div>
      {perCountry.size > 0 && (
        <div className={classes.transfers}>
          <h3 className={classes.name}>{t('transfers')}</h3>
          <p className={settingsClasses.muted}>{t('transfersHint')}</p>
          {[...perCountry].map(([country, recipient]) => (
            <Transfer
              key={country}
              country={country}
              name={countryName(country, i18n.language)}
              recipient={recipient}
            />
          ))}
        </div>
      )}
    </>
  );
}

function Row({ recipient }: { recipient: Recipient }) {
  const { t, i18n } = useTranslation('processing');
  const words = useProcessingWords();
  const { key, name, country = '', hosts } = recipient;
  const options = countryOptions(i18n.language);
  const known = country === '' || options.some(({ value }) => value === country);
  return (
    <tr>
      <td>
        <CellInput
          label={t('nameOf', { host: hosts.join(', ') })}
          value={name}
          onSave={(value) => save('processing.setRecipient', { key, fields: { name: value } })}
        />
        <span className={classes.host}>{hosts.join(', ')}</span>
      </td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('countryOf', { name })}
          value={country}
          data={[
            { value: '', label: t('countryUnknown') },
            ...(known ? [] : [{ value: country, label: countryName(country, i18n.language) }]),
            ...options,
          ]}
          onChange={({ currentTarget: { value } }) =>
            ignore(run('processing.setRecipient', { key, fields: { country: value } }))
          }
        />
      </td>
      <td>{words.gets(recipient)}</td>
    </tr>
  );
}

function Transfer({ country, name, recipient }: { country: string; name: string; recipient: Recipient }) {
  const words = useProcessingWords();
  return (
    <EditableText
      label={name}
      value={words.transfer(recipient)}
      multiline
      onSave={(value) => save('processing.setTransfer', { country, words: value })}
    />
  );
}
