import { useState } from 'react';
import { Button, Group, NativeSelect, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type GoogleLink, googlePlaces } from '#shared/domain/google.ts';
import type { Problem } from '#shared/lib/result.ts';
import { googleTables } from '#shared/records/google.ts';
import { isShownInPlace, showInPlace } from '#shared/lib/shown-problems.ts';
import { useReader } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { SecretInput, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import settingsClasses from '../settings.module.css';
import { useGoogleWords } from './use-google-words.ts';

interface ConnectFormProps {
  /** Whose account it is; chosen among these people where it is not said. */
  staffId?: string;
  people?: readonly { id: string; name: string }[];
  /** The account as it is. */
  link?: GoogleLink | undefined;
  /** Somebody has to sign in there now. */
  onBegun: (url: string) => void;
  onClose?: () => void;
}

/** What an account is used for. The first one asks for the owner's registration at Google as well. */
export function ConnectForm({ staffId, people = [], link, onBegun, onClose }: ConnectFormProps) {
  const { t } = useTranslation('google');
  const words = useGoogleWords();
  const elsewhere = googleTables(useReader(['googleLinks', 'googleSheets']));
  const [problem, setProblem] = useState<Problem>();
  const [isOther, setOther] = useState(staffId === undefined || link?.trouble?.kind === 'clientGone');
  const { form, forget } = useKeptForm(`google ${staffId ?? 'new'}`, {
    secrets: ['clientSecret'],
    initialValues: {
      staffId: staffId ?? people[0]?.id ?? '',
      place: link?.wants.place ?? 'own',
      busy: link?.wants.busy ?? true,
      others: link?.wants.others ?? false,
      tables: link?.wants.tables ?? false,
      clientId: '',
      clientSecret: '',
      server: '',
    },
  });

  async function begin({
    staffId: whose,
    place,
    busy,
    others,
    tables,
    ...typed
  }: typeof form.values): Promise<void> {
    const { clientId, clientSecret, server } = typed;
    const client = { clientId, clientSecret, ...(server.trim() !== '' && { server: server.trim() }) };
    const wants = {
      place,
      busy,
      ...(busy && others && { others: true as const }),
      ...(tables && { tables: true as const }),
    };
    const wish = { staffId: whose, wants, words, ...(isOther && { client }) };
    const begun = await vault().beginGoogle(wish);
    if (begun.ok) {
      forget();
      return onBegun(begun.value.url);
    }
    takeFieldProblems(form, begun.error);
    setProblem(isShownInPlace(begun.error) ? undefined : showInPlace(begun.error));
  }

  return (
    <form className={settingsClasses.form} onSubmit={form.onSubmit(begin)}>
      {isOther && (
        <>
          <TextInput label={t('clientId')} dir="ltr" autoComplete="off" {...form.getInputProps('clientId')} />
          <SecretInput
            label={t('clientSecret')}
            description={t('clientSecretHint')}
            autoComplete="off"
            {...form.getInputProps('clientSecret')}
          />
        </>
      )}
      {people.length > 1 && (
        <NativeSelect
          label={t('whose')}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('staffId')}
        />
      )}
      <Radio.Group label={t('places')} {...form.getInputProps('place')}>
        <Stack gap={8} mt={8}>
          {googlePlaces.map((place) => (
            <Radio
              key={place}
              value={place}
              label={t(`place.${place}`)}
              description={t(`placeHint.${place}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        label={t('busy')}
        description={t('busyHint')}
        {...form.getInputProps('busy', { type: 'checkbox' })}
      />
      {form.values.busy && (
        <Switch
          label={t('others')}
          description={t('othersHint')}
          {...form.getInputProps('others', { type: 'checkbox' })}
        />
      )}
      {(elsewhere === undefined || elsewhere.link.id === link?.id) && (
        <Switch
          label={t('tables.title')}
          description={t('tables.switchHint')}
          {...form.getInputProps('tables', { type: 'checkbox' })}
        />
      )}
      {isOther && (
        <TextInput label={t('server')} description={t('serverHint')} {...form.getInputProps('server')} />
      )}
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button type="submit" loading={form.submitting}>
          {t(link === undefined ? 'connect' : 'connectAgain')}
        </Button>
        {onClose !== undefined && (
          <Button
            variant="default"
            onClick={() => {
              forget();
              onClose();
            }}
          >
            {t('cancel')}
          </Button>
        )}
        {!isOther && (
          <Button variant="subtle" color="gray" onClick={() => setOther(true)}>
            {t('otherClient')}
          </Button>
        )}
      </Group>
    </form>
  );
}
