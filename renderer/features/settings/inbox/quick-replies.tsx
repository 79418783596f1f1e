import { useState } from 'react';
import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { replyVariables, type QuickReply } from '#shared/domain/quick-reply.ts';
import { drop } from '#shared/lib/drop.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import classes from '../settings.module.css';

/** As they are written in a text: braces and all. */
const places = replyVariables.map((name) => `{{${name}}}`).join(' ');

/** Words that are written often, edited in place. */
export function QuickReplies() {
  const { t } = useTranslation('settings');
  const replies = useRecords('quickReplies').toSorted((a, b) => a.createdAt - b.createdAt);
  const add = () =>
    drop(
      run(
        'quickReply.create',
        { name: t('quickReplies.newName'), text: t('quickReplies.newText', { place: '{{firstName}}' }) },
        { quiet: true },
      ),
    );
  return (
    <Section title={t('quickReplies.title')} hint={t('quickReplies.hint', { places })}>
      {replies.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th style={{ width: 180 }}>{t('quickReplies.name')}</th>
              <th>{t('quickReplies.text')}</th>
              <th>
                <span className="visually-hidden">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {replies.map((reply) => (
              <ReplyRow key={reply.id} reply={reply} />
            ))}
          </tbody>
        </table>
      )}
      <Button
        variant="subtle"
        size="xs"
        mt={8}
        ml={-12}
        leftSection={<IconPlus size={18} stroke={1.5} />}
        onClick={add}
      >
        {t('quickReplies.add')}
      </Button>
    </Section>
  );
}

function ReplyRow({ reply }: { reply: QuickReply }) {
  const { t } = useTranslation('settings');
  const { id, name, text } = reply;
  const label = t('quickReplies.remove', { name });
  return (
    <tr style={{ verticalAlign: 'top' }}>
      <td>
        <CellInput
          label={t('quickReplies.name')}
          value={name}
          accepts={(given) => given !== '' && given.length <= 40}
          onSave={(given) => drop(run('quickReply.update', { id, fields: { name: given } }))}
        />
      </td>
      <td>
        <TextCell
          label={t('quickReplies.text')}
          value={text}
          onSave={(given) => drop(run('quickReply.update', { id, fields: { text: given } }))}
        />
      </td>
      <td>
        <Tooltip label={label}>
          <ActionIcon aria-label={label} onClick={() => drop(run('quickReply.remove', { id }))}>
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
}

/** A text of several lines, saved when it is left. */
function TextCell({
  label,
  value,
  onSave,
}: {
  label: string;
  value: string;
  onSave: (text: string) => void;
}) {
  const [draft, setDraft] = useState<string>();
  function save(): void {
    const text = draft?.trim();
    setDraft(undefined);
    if (text !== undefined && text !== '' && text !== value) onSave(text);
  }
  return (
    <Textarea
      size="xs"
      aria-label={label}
      autosize
      minRows={1}
      maxRows={6}
      maxLength={4096}
      value={draft ?? value}
      classNames={{ input: classes.cell }}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
    />
  );
}
