import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEscape, useKept } from '#renderer/ui/index.ts';
import type { JobProposal } from '#shared/agent/extraction/proposal.ts';
import { Conflicts } from './conflicts.tsx';
import type { Edited } from './make-job.ts';
import classes from './proposal.module.css';

interface ProposalFormProps {
  proposal: JobProposal;
  start: Edited;
  onSave: (edited: Edited) => void;
  onCancel: () => void;
}

/** What the job is made with, open to change. */
export function ProposalForm({ proposal, start, onSave, onCancel }: ProposalFormProps) {
  const { t } = useTranslation('proposal');
  const [typed, setTyped, forget] = useKept(`proposal ${proposal.conversationId} ${proposal.upTo}`, {
    title: start.title,
    day: start.reading.day ?? '',
    time: start.reading.time ?? '',
    street: start.address?.street ?? '',
  });
  const { title, day, time, street } = typed;
  const cancel = () => {
    forget();
    onCancel();
  };
  useEscape(cancel);
  const reading = { ...(day !== '' && { day }), ...(time !== '' && { time }) };
  const save = () => {
    forget();
    onSave({
      title: title.trim(),
      reading,
      address: street.trim() === '' ? undefined : { ...start.address, street: street.trim() },
    });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== '') save();
      }}
    >
      <TextInput
        size="xs"
        className={classes.wide}
        label={t('field.title')}
        data-autofocus
        value={title}
        onChange={(event) => setTyped({ ...typed, title: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('field.day')}
        value={day}
        onChange={(event) => setTyped({ ...typed, day: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="time"
        label={t('field.time')}
        value={time}
        onChange={(event) => setTyped({ ...typed, time: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        className={classes.wide}
        label={t('field.place')}
        value={street}
        onChange={(event) => setTyped({ ...typed, street: event.currentTarget.value })}
      />
      <Conflicts reading={reading} proposal={proposal} />
      <div className={classes.actions}>
        <Button size="compact-xs" type="submit" disabled={title.trim() === ''}>
          {t('accept')}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
