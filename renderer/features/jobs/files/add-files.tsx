import { useRef } from 'react';
import { Button, Loader, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type JobFileLabel, jobFileLabels } from '#shared/domain/job-file.ts';
import { useAddFiles } from './use-add-files.ts';

interface AddFilesProps {
  jobId: string;
  visitId?: string;
}

/** Asks first what the photos show, then for the photos: a phone offers its camera. */
export function AddFiles({ jobId, visitId }: AddFilesProps) {
  const { t } = useTranslation('work');
  const input = useRef<HTMLInputElement>(null);
  const label = useRef<JobFileLabel>('other');
  const { adding, add } = useAddFiles({ id: jobId, visitId });

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
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            c="dimmed"
            fw={400}
            leftSection={adding > 0 ? <Loader size={12} /> : undefined}
            aria-busy={adding > 0}
          >
            {adding > 0 ? t('adding', { count: adding }) : t('add')}
          </Button>
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
