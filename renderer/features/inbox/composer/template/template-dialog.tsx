import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { reachedCountry } from '#shared/records/message-cost.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { Dialog, EmptyState, SearchInput } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader, useRecord, useRecords } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { TemplateForm } from './template-form.tsx';
import { TemplateList } from './template-list.tsx';
import { useBusinessAccount, useTemplates } from '#renderer/state/templates.ts';
import classes from './template-dialog.module.css';

interface TemplateDialogProps {
  conversationId: string;
  onClose: () => void;
}

/** Chooses an approved message, fills in its places and sends it: the way to write first. */
export function TemplateDialog({ conversationId, onClose }: TemplateDialogProps) {
  const { t } = useTranslation('template');
  const [query, setQuery] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const accountId = useBusinessAccount(conversationId);
  const contactId = useRecord('conversations', conversationId)?.contactId ?? '';
  const country = reachedCountry(useReader(['identities']), contactId);
  const { templates, refused } = useTemplates(accountId);
  const found = templates.filter((template) => matches(template, query));
  const chosen = found.find(({ id }) => id === chosenId) ?? found[0];

  return (
    <Dialog opened onClose={onClose} size={880} title={t('title')}>
      <div className={classes.panes}>
        <div className={classes.choice}>
          <SearchInput label={t('search')} value={query} onChange={setQuery} width="100%" focused />
          <TemplateList templates={found} country={country} chosenId={chosen?.id} onChoose={setChosenId} />
          {refused > 0 && <p className={classes.hint}>{t('refused', { count: refused })}</p>}
          <ListAge accountId={accountId} />
          <LoadAgain />
        </div>
        {chosen === undefined ? (
          <EmptyState
            title={t(templates.length === 0 ? 'none' : 'notFound')}
            text={templates.length === 0 ? t('noneText') : undefined}
          />
        ) : (
          <TemplateForm
            key={chosen.id}
            conversationId={conversationId}
            template={chosen}
            country={country}
            onDone={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}

function matches({ name, language, components }: MessageTemplate, query: string): boolean {
  const texts = components.map(({ text }) => (typeof text === 'string' ? text : ''));
  const words = [name.replaceAll('_', ' '), name, language, ...texts];
  const hay = words.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

/** Since when the list is as it is, and why it is not newer. */
function ListAge({ accountId }: { accountId: string | undefined }) {
  const { t } = useTranslation('template');
  const format = useFormat();
  const lists = useRecords('templateLists').filter(({ id }) => accountId === undefined || id === accountId);
  const list = lists.toSorted((a, b) => (a.loadedAt ?? 0) - (b.loadedAt ?? 0))[0];
  if (list === undefined) return null;
  const { loadedAt, failing } = list;
  return (
    <p className={classes.hint}>
      {loadedAt !== undefined && t('listFrom', { time: format.dayAndTime(loadedAt) })}{' '}
      {failing !== undefined &&
        t('listFailing', { time: format.dayAndTime(failing.since), why: failing.message })}
    </p>
  );
}

function LoadAgain() {
  const { t } = useTranslation('template');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Problem>();
  const load = async () => {
    setBusy(true);
    const loaded = await vault().loadTemplates();
    setBusy(false);
    setFailure(loaded.ok ? undefined : loaded.error);
  };
  return (
    <Group gap={8}>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconRefresh size={18} stroke={1.5} />}
        loading={busy}
        onClick={() => ignore(load())}
      >
        {t('loadAgain')}
      </Button>
      {failure !== undefined && (
        <p className={classes.problem} role="alert">
          {failure.message}
        </p>
      )}
    </Group>
  );
}
