import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { replyVariables, type QuickReply } from '#shared/domain/quick-reply.ts';
import { drop } from '#shared/lib/drop.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import { EditableTable, RemoveCell } from '../editable-table.tsx';
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
      <EditableTable
        columns={[{ header: t('quickReplies.name'), width: 180 }, { header: t('quickReplies.text') }]}
        rows={replies.map((reply) => (
          <ReplyRow key={reply.id} reply={reply} />
        ))}
        addLabel={t('quickReplies.add')}
        onAdd={add}
      />
    </Section>
  );
}

function ReplyRow({ reply }: { reply: QuickReply }) {
  const { t } = useTranslation('settings');
  const { id, name, text } = reply;
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
      <RemoveCell
        label={t('quickReplies.remove', { name })}
        onRemove={() => drop(run('quickReply.remove', { id }))}
      />
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
