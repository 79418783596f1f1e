import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { Dialog, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';

interface StageDialogProps {
  /** A stage of the owner's own, or `new`. */
  id: string;
  onClose: () => void;
}

/** Names a stage of the owner's own, or puts it away. */
export function StageDialog({ id, onClose }: StageDialogProps) {
  const { t } = useTranslation('pipeline');
  return (
    <Dialog opened onClose={onClose} title={t(id === 'new' ? 'newStage' : 'stagesTitle')} size="sm">
      <StageForm id={id} onClose={onClose} />
    </Dialog>
  );
}

function StageForm({ id, onClose }: StageDialogProps) {
  const { t } = useTranslation('pipeline');
  const isNew = id === 'new';
  const stage = useRecord('stages', isNew ? undefined : id);
  const { form, forget } = useKeptForm(`stage ${id}`, {
    initialValues: { name: stage?.name ?? '' },
    validate: { name: (name) => (name.trim() === '' ? t('stageName') : null) },
  });

  function close() {
    forget();
    onClose();
  }

  async function save({ name }: typeof form.values) {
    const done = await (isNew ? run('stage.create', { name }) : run('stage.rename', { id, name }));
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  async function putAway() {
    const done = await run('stage.archive', { id });
    if (done.ok) close();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput label={t('stageName')} maxLength={40} data-autofocus {...form.getInputProps('name')} />
        <Group justify="flex-end" gap={8}>
          {!isNew && (
            <Button variant="subtle" color="gray" mr="auto" onClick={() => void putAway()}>
              {t('putAway')}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {t(isNew ? 'add' : 'save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
