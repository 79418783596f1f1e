import { useState } from 'react';
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconDotsVertical, IconEraser, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isInBin } from '#shared/domain/bin.ts';
import { type ReturnKind, returnKinds } from '#shared/domain/job.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { askToErase, useMayErase } from '#renderer/state/erasing.ts';
import { useAccess } from '#renderer/state/session.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import type { JobStep } from './next-steps.ts';
import { nextSteps } from './next-steps.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

/** The one next step as a button, the rest behind a menu. */
export function JobActions({ job }: { job: PlannedJob }) {
  const { t } = useTranslation(['jobs', 'work', 'erasure']);
  const mayErase = useMayErase();
  const [dialog, setDialog] = useState<'schedule' | 'cancel'>();
  const openInvoice = useInvoice(job);
  const { primary, others } = nextSteps(job, useAccess('money') === 'write');
  const bin = () => run(isInBin(job) ? 'bin.restore' : 'bin.put', { kind: 'jobs', ids: [job.id] });
  const comeBack = useComeBack(job);
  const close = () => setDialog(undefined);

  function take(step: JobStep) {
    if (step === 'schedule' || step === 'cancel') return setDialog(step);
    if (step === 'invoice' || step === 'openInvoice') return ignore(openInvoice());
    return ignore(run(`job.${step}`, { id: job.id }));
  }

  const word = (step: JobStep) => {
    if (step === 'invoice' && job.documentId !== undefined) return t('step.openDraft');
    return step === 'schedule' && job.state !== 'created' ? t('step.addVisit') : t(`step.${step}`);
  };
  return (
    <>
      {primary !== undefined && (
        <Button size="xs" onClick={() => take(primary)}>
          {word(primary)}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t('more')}>
            <ActionIcon aria-label={t('more')}>
              <IconDotsVertical size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((step) => (
            <Menu.Item key={step} c={step === 'cancel' ? 'error' : undefined} onClick={() => take(step)}>
              {word(step)}
            </Menu.Item>
          ))}
          {!isInBin(job) &&
            returnKinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => ignore(comeBack(kind))}>
                {t(`work:return.make.${kind}`)}
              </Menu.Item>
            ))}
          <Menu.Item leftSection={<IconTrash size={18} stroke={1.5} />} onClick={() => ignore(bin())}>
            {t(isInBin(job) ? 'takeOut' : 'toBin')}
          </Menu.Item>
          {mayErase && (
            <Menu.Item
              c="error"
              leftSection={<IconEraser size={18} stroke={1.5} />}
              onClick={() => askToErase({ kind: 'jobs', id: job.id, name: job.title })}
            >
              {t('erasure:menu')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ScheduleDialog job={job} opened={dialog === 'schedule'} onClose={close} />
      <CancelDialog job={job} opened={dialog === 'cancel'} onClose={close} />
    </>
  );
}

/** Makes the job of a return visit, and opens it. */
function useComeBack({ id, title }: PlannedJob): (kind: ReturnKind) => Promise<void> {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  return async (kind) => {
    const named = t(`return.titleOf.${kind}`, { title }).slice(0, 200);
    const done = await run('job.comeBack', { id, kind, title: named });
    if (done.ok) await navigate({ to: '/jobs/$jobId', params: { jobId: done.value.id } });
  };
}

/** Opens the job's invoice; makes its draft first where there is none. */
function useInvoice({ id, contactId }: PlannedJob): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    const done = await run('invoice.draft', { contactId, jobId: id });
    if (done.ok) await navigate({ to: '/money/$documentId', params: { documentId: done.value.id } });
  };
}
