import { useState } from 'react';
import { Anchor, Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { type MetaKind, metaKinds } from '#shared/domain/channel.ts';
import type { Problem } from '#shared/lib/result.ts';
import { isShownInPlace, showInPlace } from '#shared/lib/shown-problems.ts';
import { run } from '#renderer/state/commands.ts';
import { SecretInput, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

const idForm = /^[\w-]{1,64}$/;

const idFields = {
  whatsapp: ['phoneNumberId', 'businessAccountId'],
  instagram: ['instagramId', 'pageId'],
  messenger: ['pageId'],
} as const;

type Values = {
  kind: MetaKind;
  name: string;
  phoneNumberId: string;
  businessAccountId: string;
  pageId: string;
  instagramId: string;
  accessToken: string;
  appSecret: string;
  graphUrl: string;
};

/** What of the form belongs to the chosen kind of channel. */
function channelArgs({ kind, ...typed }: Values): ArgsOf<'channel.connect'> {
  const values = Object.fromEntries(
    Object.entries(typed).map(([key, value]) => [key, value.trim()]),
  ) as typeof typed;
  const { name, accessToken, appSecret, graphUrl, phoneNumberId, businessAccountId } = values;
  const { pageId, instagramId } = values;
  const common = { name: name || channelRules(kind).name, accessToken, appSecret, graphUrl };
  if (kind === 'whatsapp') return { kind, ...common, phoneNumberId, businessAccountId };
  return kind === 'instagram' ? { kind, ...common, pageId, instagramId } : { kind, ...common, pageId };
}

interface ConnectFormProps {
  /** Under which name what is typed is kept. */
  kept: string;
  onClose: () => void;
  /** Has accounts found instead. */
  onFind: () => void;
}

/** What Meta's dashboard shows for a number, typed once. */
export function ConnectForm({ kept, onClose, onFind }: ConnectFormProps) {
  const { t } = useTranslation(['settings', 'channels']);
  const [problem, setProblem] = useState<Problem>();
  const needed = (value: string) => (value.trim() === '' ? t('needed') : null);
  const metaId = (value: string) => (idForm.test(value.trim()) ? null : t('metaIdWrong'));
  const { form } = useKeptForm<Values>(kept, {
    secrets: ['accessToken', 'appSecret'],
    initialValues: {
      kind: 'whatsapp',
      name: '',
      phoneNumberId: '',
      businessAccountId: '',
      pageId: '',
      instagramId: '',
      accessToken: '',
      appSecret: '',
      graphUrl: 'https://graph.facebook.com',
    },
    validate: {
      phoneNumberId: (value, { kind }) => (kind === 'whatsapp' ? metaId(value) : null),
      businessAccountId: (value, { kind }) => (kind === 'whatsapp' ? metaId(value) : null),
      pageId: (value, { kind }) => (kind === 'whatsapp' ? null : metaId(value)),
      instagramId: (value, { kind }) => (kind === 'instagram' ? metaId(value) : null),
      accessToken: needed,
      appSecret: needed,
      graphUrl: (value) => (URL.canParse(value.trim()) ? null : t('urlWrong')),
    },
  });

  async function connect(values: typeof form.values) {
    const done = await run('channel.connect', channelArgs(values), { quiet: true });
    if (done.ok) return onClose();
    takeFieldProblems(form, done.error);
    setProblem(isShownInPlace(done.error) ? undefined : showInPlace(done.error));
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(connect)}>
      <SegmentedControl
        aria-label={t('channelKind')}
        data={metaKinds.map((kind) => ({ value: kind, label: channelRules(kind).name }))}
        {...form.getInputProps('kind')}
      />
      <p className={classes.muted}>{t(`connectHint_${form.values.kind}`)}</p>
      <TextInput
        label={t('channelName')}
        placeholder={channelRules(form.values.kind).name}
        {...form.getInputProps('name')}
      />
      {idFields[form.values.kind].map((field) => (
        <TextInput key={field} label={t(field)} autoComplete="off" {...form.getInputProps(field)} />
      ))}
      <SecretInput label={t('accessToken')} autoComplete="off" {...form.getInputProps('accessToken')} />
      <SecretInput label={t('appSecret')} autoComplete="off" {...form.getInputProps('appSecret')} />
      <TextInput label={t('graphUrl')} description={t('graphUrlHint')} {...form.getInputProps('graphUrl')} />
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button type="submit" loading={form.submitting}>
          {t('connect')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Anchor component="button" type="button" size="sm" ml="auto" onClick={onFind}>
          {t('channels:findInstead')}
        </Anchor>
      </Group>
    </form>
  );
}
