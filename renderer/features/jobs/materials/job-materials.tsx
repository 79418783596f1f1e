import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobMaterial } from '#shared/domain/job.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { formatDecimal, parseDecimal } from '#shared/domain/money-text.ts';
import { inOrder } from '#shared/domain/signature.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { Section } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { AddFromList } from '../detail/add-from-list.tsx';
import { Cell } from '../detail/cell.tsx';
import classes from '../detail/job-items.module.css';

interface JobMaterialsProps {
  job: PlannedJob;
  readOnly: boolean;
}

/** What was used and how much of it: without prices, so that whoever works there can write it down. */
export function JobMaterials({ job, readOnly }: JobMaterialsProps) {
  const { t } = useTranslation('work');
  const materials = inOrder(job.materials);
  const editable = !readOnly && job.state !== 'cancelled';
  if (materials.length === 0 && !editable) return null;
  return (
    <Section title={t('material.title')}>
      {materials.length > 0 && (
        <table className={classes.items}>
          <thead>
            <tr>
              <th>{t('material.what')}</th>
              <th className={classes.number}>{t('material.quantity')}</th>
              <th>{t('material.unit')}</th>
              <th>
                <span className="visually-hidden">{t('material.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {materials.map(([materialId, material]) => (
              <MaterialRow
                key={materialId}
                job={job}
                materialId={materialId}
                material={material}
                editable={editable}
              />
            ))}
          </tbody>
        </table>
      )}
      {editable && <AddMaterial job={job} />}
    </Section>
  );
}

interface MaterialRowProps {
  job: PlannedJob;
  materialId: string;
  material: JobMaterial;
  editable: boolean;
}

function MaterialRow({ job, materialId, material, editable }: MaterialRowProps) {
  const { t } = useTranslation('work');
  const { locale } = useFormat();
  const { name, quantity, unit, serviceId } = material;
  const save = (fields: Partial<JobMaterial>) =>
    run('job.setMaterial', {
      id: job.id,
      materialId,
      fields: { name, quantity, unit, serviceId, ...fields },
    });
  return (
    <tr>
      <td>
        <Cell
          label={t('material.what')}
          value={name}
          disabled={!editable}
          read={(text) => text || undefined}
          onSave={(changed) => save({ name: changed })}
        />
      </td>
      <td>
        <Cell
          label={t('material.quantity')}
          value={formatDecimal(quantity, locale)}
          numeric
          disabled={!editable}
          read={(text) => parseDecimal(text, locale)}
          onSave={(changed) => save({ quantity: changed })}
        />
      </td>
      <td>
        <Cell
          label={t('material.unit')}
          value={unit ?? ''}
          disabled={!editable}
          read={(text) => text.slice(0, 20)}
          onSave={(changed) => save({ unit: changed })}
        />
      </td>
      <td className={classes.number}>
        {editable && <MaterialActions job={job} materialId={materialId} material={material} />}
      </td>
    </tr>
  );
}

function MaterialActions({ job, materialId, material }: Omit<MaterialRowProps, 'editable'>) {
  const { t } = useTranslation('work');
  const place = { id: job.id, materialId };
  const isCharged = material.itemId !== undefined && job.items?.[material.itemId] !== undefined;
  const mayCharge = isOpenJob(job) || job.state === 'completed';
  return (
    <span className={classes.acts}>
      {isCharged && <span className={classes.charged}>{t('material.charged')}</span>}
      {!isCharged && mayCharge && (
        <Tooltip label={t('material.chargeHint')}>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t('material.chargeOne', { name: material.name })}
            onClick={() => ignore(run('job.chargeMaterial', place))}
          >
            {t('material.charge')}
          </Button>
        </Tooltip>
      )}
      <Tooltip label={t('remove')}>
        <ActionIcon
          size={24}
          aria-label={t('material.removeOne', { name: material.name })}
          onClick={() => ignore(run('job.removeMaterial', place))}
        >
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

/** Takes something from the price list, or any words. */
function AddMaterial({ job }: { job: PlannedJob }) {
  const { t } = useTranslation('work');
  return (
    <AddFromList
      label={t('material.add')}
      className={classes.add}
      onAdd={(name, service) =>
        run('job.setMaterial', {
          id: job.id,
          fields: { name, quantity: '1', unit: service?.unit, serviceId: service?.id },
        })
      }
    />
  );
}
