import { useRef } from 'react';
import { Button, Loader, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type JobFileLabel, jobFileLabels } from '#shared/domain/job-file.ts';
import { AddButton } from '#renderer/ui/index.ts';
import { useAddFiles } from './use-add-files.ts';

interface AddFilesProps {
  jobId: string;
  /** The visit that they are of; left out, they are the job’s. */
  visitId?: string;
}

/** Asks first what the photos show, then for the photos: a phone offers its camera. */
export function AddFiles({ jobId, visitId }: AddFilesProps) {
  const { t } = useTranslation('work');
  const input = useRef<HTMLInputElement>(null);
  const label = useRef<JobFileLabel>('other');
  const { adding, add } = useAddFiles({ id: jobId, visitId });
  const isAdding = adding > 0;
  const words = isAdding ? t('adding', { count: adding }) : t('add');

  function choose(shows: JobFileLabel) {
    const field = input.current;
    if (field === null) return;
    label.current = shows;
    field.accept = shows === 'other' ? '' : 'image/*';
    // The same file may be chosen again.
    field.value = '';
    field.click();
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('add')}
        onChange={(event) => add(label.current, [...(event.currentTarget.files ?? [])])}
      />
      <Menu position="bottom-start">
        <Menu.Target>
          {visitId === undefined ? (
            <AddButton label={words} isBusy={isAdding} />
          ) : (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              c="dimmed"
              fw={400}
              leftSection={isAdding && <Loader size={12} />}
              aria-busy={isAdding}
            >
              {words}
            </Button>
          )}
        </Menu.Target>
        <Menu.Dropdown>
          {jobFileLabels.map((each) => (
            <Menu.Item key={each} onClick={() => choose(each)}>
              {t(`addAs.${each}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
