import { useState } from 'react';
import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useMe } from '#renderer/state/members.ts';
import { CancelDialog } from '../detail/cancel-dialog.tsx';
import { ScheduleDialog } from '../detail/schedule-dialog.tsx';
import { OnMyWay } from './on-my-way.tsx';
import { type VisitStep, visitSteps } from './visit-steps.ts';

interface VisitButtonsProps {
  job: PlannedJob;
  visit: Visit & { id: string };
}

/** What happens at a visit, said with one button; the rest is behind a menu. */
export function VisitButtons({ job, visit }: VisitButtonsProps) {
  const { t } = useTranslation('jobs');
  const [dialog, setDialog] = useState<'change' | 'cancel'>();
  const { primary, others } = visitSteps(visit, useMe()?.id);
  const place = { id: job.id, visitId: visit.id };
  const take = (step: VisitStep) => {
    if (step === 'finish') return ignore(run('job.finishVisit', place));
    return ignore(run(`job.${step}`, place));
  };
  const mayGo = visit.state === undefined || visit.state === 'enRoute';
  const second = visit.state === 'inProgress' ? others[0] : undefined;
  const rest = others.filter((step) => step !== second);
  const close = () => setDialog(undefined);
  return (
    <Group gap={8} mt={4}>
      {primary !== undefined && (
        <Button size="xs" onClick={() => take(primary)}>
          {t(`visit.step.${primary}`)}
        </Button>
      )}
      {second !== undefined && (
        <Button size="xs" variant="default" onClick={() => take(second)}>
          {t(`visit.step.${second}`)}
        </Button>
      )}
      {visit.state === 'enRoute' && <OnMyWay job={job} />}
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t('more')}>
            <ActionIcon aria-label={t('visit.more')}>
              <IconDotsVertical size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {rest.map((step) => (
            <Menu.Item key={step} onClick={() => take(step)}>
              {t(`visit.step.${step}`)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setDialog('change')}>{t('moveVisit')}</Menu.Item>
          {mayGo && (
            <Menu.Item onClick={() => ignore(run('job.removeVisit', place))}>{t('removeVisit')}</Menu.Item>
          )}
          <Menu.Item c="error" onClick={() => setDialog('cancel')}>
            {t('visit.cancel')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ScheduleDialog job={job} visit={visit} opened={dialog === 'change'} onClose={close} />
      <CancelDialog job={job} visitId={visit.id} opened={dialog === 'cancel'} onClose={close} />
    </Group>
  );
}
