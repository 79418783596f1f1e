import { useState } from 'react';
import { Anchor, Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { missingPermissions } from '#shared/channels/meta/permissions.ts';
import { accountIdOf, type Channel, type MetaKind } from '#shared/domain/channel.ts';
import type { FoundAccount } from '#shared/bridge/contract.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { SecretInput, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

type Discovered = Extract<
  Awaited<ReturnType<ReturnType<typeof vault>['findAccounts']>>,
  { ok: true }
>['value'];

interface FindAccountsProps {
  /** Under which name what is typed is kept. */
  kept: string;
  onClose: () => void;
  onByHand: () => void;
}

type Values = {
  accessToken: string;
  appSecret: string;
  graphUrl: string;
};

/** Asks for the token and the app's secret; what it opens is found, and chosen. */
export function FindAccounts({ kept, onClose, onByHand }: FindAccountsProps) {
  const { t } = useTranslation('channels');
  const [problem, setProblem] = useState<Problem>();
  const [found, setFound] = useState<{ values: Values; discovered: Discovered }>();
  const needed = (value: string) => (value.trim() === '' ? t('needed') : null);
  const { form } = useKeptForm<Values>(kept, {
    secrets: ['accessToken', 'appSecret'],
    initialValues: { accessToken: '', appSecret: '', graphUrl: 'https://graph.facebook.com' },
    validate: {
      accessToken: needed,
      appSecret: needed,
      graphUrl: (value) => (URL.canParse(value.trim()) ? null : t('urlWrong')),
    },
  });

  async function find(typed: Values) {
    const values = {
      accessToken: typed.accessToken.trim(),
      appSecret: typed.appSecret.trim(),
      graphUrl: typed.graphUrl.trim(),
    };
    const { accessToken, graphUrl } = values;
    const answer = await vault().findAccounts({ accessToken, graphUrl });
    setProblem(answer.ok ? undefined : showInPlace(answer.error));
    if (answer.ok) setFound({ values, discovered: answer.value });
  }

  if (found !== undefined)
    return <Choose {...found} onBack={() => setFound(undefined)} onClose={onClose} onByHand={onByHand} />;
  return (
    <form className={classes.form} onSubmit={form.onSubmit(find)}>
      <p className={classes.muted}>{t('hint')}</p>
      <SecretInput
        label={t('accessToken')}
        description={t('accessTokenHint')}
        autoComplete="off"
        {...form.getInputProps('accessToken')}
      />
      <SecretInput
        label={t('appSecret')}
        description={t('appSecretHint')}
        autoComplete="off"
        {...form.getInputProps('appSecret')}
      />
      <TextInput label={t('graphUrl')} description={t('graphUrlHint')} {...form.getInputProps('graphUrl')} />
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button type="submit" loading={form.submitting}>
          {t('find')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Anchor component="button" type="button" size="sm" ml="auto" onClick={onByHand}>
          {t('byHand')}
        </Anchor>
      </Group>
    </form>
  );
}

interface ChooseProps {
  values: Values;
  discovered: Discovered;
  onBack: () => void;
  onClose: () => void;
  onByHand: () => void;
}

/** What was found: which of it is connected. */
function Choose({ values, discovered, onBack, onClose, onByHand }: ChooseProps) {
  const { t } = useTranslation('channels');
  const channels = useRecords('channels');
  const { found, permissions } = discovered;
  const open = found.filter((account) => !isConnected(account, channels));
  const [chosen, setChosen] = useState<readonly string[]>(() => open.map(keyOf));
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);

  async function connect() {
    setBusy(true);
    const problems: Problem[] = [];
    for (const account of open.filter((each) => chosen.includes(keyOf(each)))) {
      const done = await run('channel.connect', argsOf(account, values), { quiet: true });
      if (!done.ok) problems.push(showInPlace(done.error));
    }
    setBusy(false);
    if (problems[0] === undefined) onClose();
    else setProblem(problems[0]);
  }

  if (found.length === 0)
    return (
      <div className={classes.form}>
        <p>{t('nothing')}</p>
        <p className={classes.muted}>{t('nothingHint')}</p>
        <Group gap={8}>
          <Button onClick={onBack}>{t('otherToken')}</Button>
          <Button variant="default" onClick={onByHand}>
            {t('byHand')}
          </Button>
        </Group>
      </div>
    );
  return (
    <div className={classes.form}>
      <p className={classes.muted}>{t('choose')}</p>
      {found.map((account) => {
        const key = keyOf(account);
        const known = isConnected(account, channels);
        return (
          <Checkbox
            key={key}
            label={account.name}
            description={[channelRules(account.kind).name, numberOf(account), known && t('connected')]
              .filter(Boolean)
              .join(' · ')}
            checked={known || chosen.includes(key)}
            disabled={known}
            onChange={({ currentTarget: { checked } }) =>
              setChosen(checked ? [...chosen, key] : chosen.filter((each) => each !== key))
            }
          />
        );
      })}
      <Missing kinds={[...new Set(found.map(({ kind }) => kind))]} permissions={permissions} />
      {found.some(({ kind }) => kind === 'whatsapp') && <p className={classes.muted}>{t('phoneApp')}</p>}
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button
          loading={busy}
          disabled={!open.some((each) => chosen.includes(keyOf(each)))}
          onClick={() => ignore(connect())}
        >
          {t('connect')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('back')}
        </Button>
      </Group>
    </div>
  );
}

/** What the token is not allowed, and what cannot be done without it. */
function Missing({ kinds, permissions }: { kinds: MetaKind[]; permissions: string[] | undefined }) {
  const { t } = useTranslation('channels');
  const missing = kinds.flatMap((kind) => missingPermissions(kind, permissions));
  if (missing.length === 0) return null;
  const uses = new Map<string, Set<string>>();
  for (const { permission, use } of missing)
    uses.set(use, (uses.get(use) ?? new Set<string>()).add(permission));
  return (
    <div role="note">
      <p>{t('missing')}</p>
      <ul>
        {Array.from(uses, ([use, names]) => (
          <li key={use}>
            {t(`without.${use}`)} <code>{[...names].join(', ')}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function idOf(account: FoundAccount): string {
  if (account.kind === 'whatsapp') return account.phoneNumberId;
  return account.kind === 'instagram' ? account.instagramId : account.pageId;
}

function keyOf(account: FoundAccount): string {
  return `${account.kind} ${idOf(account)}`;
}

function numberOf(account: FoundAccount): string | undefined {
  return account.kind === 'whatsapp' ? account.number : undefined;
}

function isConnected(account: FoundAccount, channels: readonly Channel[]): boolean {
  return channels.some((each) => each.kind === account.kind && accountIdOf(each) === idOf(account));
}

function argsOf(
  account: FoundAccount,
  { accessToken, appSecret, graphUrl }: Values,
): ArgsOf<'channel.connect'> {
  const common = { name: account.name, appSecret, graphUrl };
  if (account.kind === 'whatsapp') {
    const { kind, phoneNumberId, businessAccountId } = account;
    return { kind, ...common, accessToken, phoneNumberId, businessAccountId };
  }
  return { ...account, ...common };
}
