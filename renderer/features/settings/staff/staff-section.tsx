import { type CSSProperties, useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatPhone } from '#shared/domain/phone.ts';
import type { Staff } from '#shared/domain/staff.ts';
import { useRecord } from '#renderer/state/records.ts';
import { staffHues, useAllStaff, useStaff } from '#renderer/state/staff.ts';
import { useAccess } from '#renderer/state/session.ts';
import { KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { CostInput } from '../cost-input.tsx';
import { StaffDialog } from './staff-dialog.tsx';
import classes from './staff.module.css';

/** Who and what can be scheduled: the team, those without a device, and what work needs. */
export function StaffSection() {
  const { t } = useTranslation(['staff', 'settings']);
  const staff = useStaff();
  const archived = useAllStaff().filter(({ isArchived, name }) => isArchived && name !== '');
  /** Whose dialog is open; `new` adds. */
  const [shown, setShown] = useState<Staff | 'new'>();
  return (
    <div>
      <Section
        title={t('settings:section_staff')}
        hint={t('hint')}
        action={
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={18} stroke={1.5} />}
            onClick={() => setShown('new')}
          >
            {t('add')}
          </Button>
        }
      >
        <StaffList staff={staff} onEdit={setShown} />
      </Section>
      {archived.length > 0 && (
        <Section title={t('archived')}>
          <StaffList staff={archived} onEdit={setShown} />
        </Section>
      )}
      {shown !== undefined && (
        <StaffDialog staff={shown === 'new' ? undefined : shown} onClose={() => setShown(undefined)} />
      )}
    </div>
  );
}

function StaffList({ staff, onEdit }: { staff: readonly Staff[]; onEdit: (staff: Staff) => void }) {
  const { t } = useTranslation('staff');
  const country = useRecord('business', 'business')?.country;
  const seesMoney = useAccess('money') !== 'none';
  return (
    <ul className={classes.list}>
      {seesMoney && (
        <li className={classes.costHead} aria-hidden>
          {t('costOfHour')}
        </li>
      )}
      {staff.map((each) => {
        const { id, name, kind, colour, skills, phone, hours, memberId } = each;
        const about = [
          t(`kinds.${kind}`),
          memberId !== undefined && t('member'),
          phone && formatPhone(phone, country),
          hours && t('hoursSet'),
          skills.join(', '),
        ];
        const words = about.filter(Boolean).join(' · ');
        return (
          <li key={id} className={classes.entry}>
            <span
              className={classes.dot}
              style={{ '--hue': staffHues[colour] } as CSSProperties}
              aria-hidden
            />
            <span className={classes.name} dir="auto" title={name}>
              {name}
            </span>
            <span className={classes.about} dir="auto" title={words}>
              {words}
            </span>
            {seesMoney && kind === 'person' && (
              <span className={classes.cost}>
                <KeepsUnsaved of={id}>
                  <CostInput of="staff" subjectId={id} />
                </KeepsUnsaved>
              </span>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('edit', { name })}
              onClick={() => onEdit(each)}
            >
              <IconPencil size={18} stroke={1.5} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}
