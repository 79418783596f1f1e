import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { replyVariables, type QuickReply } from '#shared/domain/quick-reply.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { KeepsUnsaved, type Saving, Section, useUnsaved } from '#renderer/ui/index.ts';
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
    ignore(
      save('quickReply.create', {
        name: t('quickReplies.newName'),
        text: t('quickReplies.newText', { place: '{{firstName}}' }),
      }),
    );
  return (
    <Section title={t('quickReplies.title')} hint={t('quickReplies.hint', { places })}>
      <EditableTable
        columns={[{ header: t('quickReplies.name'), width: 180 }, { header: t('quickReplies.text') }]}
        rows={replies.map((reply) => (
          <KeepsUnsaved key={reply.id} of={reply.id}>
            <ReplyRow reply={reply} />
          </KeepsUnsaved>
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
          onSave={(given) => run('quickReply.update', { id, fields: { name: given } })}
        />
      </td>
      <td>
        <TextCell
          label={t('quickReplies.text')}
          value={text}
          onSave={(given) => run('quickReply.update', { id, fields: { text: given } })}
        />
      </td>
      <RemoveCell
        label={t('quickReplies.remove', { name })}
        onRemove={() => ignore(run('quickReply.remove', { id }))}
      />
    </tr>
  );
}

/** A text of several lines, saved when it is left; what is refused stays. */
function TextCell({
  label,
  value,
  onSave,
}: {
  label: string;
  value: string;
  onSave: (text: string) => Saving;
}) {
  const unsaved = useUnsaved(label);
  function save(): void {
    const text = unsaved.value?.trim();
    if (text === undefined || unsaved.isSaving) return;
    if (text === '' || text === value) unsaved.takeBack();
    else ignore(unsaved.keepUntil(text, onSave(text)));
  }
  return (
    <Textarea
      size="xs"
      aria-label={label}
      autosize
      minRows={1}
      maxRows={6}
      value={unsaved.value ?? value}
      error={unsaved.error}
      classNames={{ input: classes.cell }}
      onChange={(event) => unsaved.type(event.currentTarget.value)}
      onBlur={save}
    />
  );
}
