import { useState } from 'react';
import { Button, Group, NativeSelect, Stack, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Staff, staffColours, staffKinds } from '#shared/domain/staff.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAllStaff } from '#renderer/state/staff.ts';
import { Dialog, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { changesOf, type StaffValues, valuesOf, wrongHours } from './staff-form.ts';
import { StaffHours } from './staff-hours.tsx';

interface StaffDialogProps {
  /** Left out, somebody or something new is added. */
  staff: Staff | undefined;
  onClose: () => void;
}

/** What is to be known of somebody or something that work is planned for. */
export function StaffDialog({ staff, onClose }: StaffDialogProps) {
  const { t } = useTranslation('staff');
  const title = staff === undefined ? t('addTitle') : t('editTitle', { name: staff.name });
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <StaffForm staff={staff} onClose={onClose} />
    </Dialog>
  );
}

function StaffForm({ staff, onClose }: StaffDialogProps) {
  const { t } = useTranslation('staff');
  const isMember = staff?.memberId !== undefined && staff.memberId === staff.id;
  const count = useAllStaff().length;
  const [begin] = useState(() => valuesOf(staff, staffColours[count % staffColours.length]!));
  const { form, forget } = useKeptForm<StaffValues>(`staff ${staff?.id ?? 'new'}`, {
    initialValues: begin,
    validate: {
      name: (name) => (name.trim() === '' ? t('nameNeeded') : null),
      hours: (hours) => (wrongHours(hours) ? t('hoursWrong') : null),
    },
  });
  const { kind, hours } = form.values;

  function close() {
    forget();
    onClose();
  }

  async function save(values: StaffValues) {
    const { memberId: _, ...given } = values;
    const done =
      staff === undefined
        ? await run('staff.create', given)
        : await run('staff.update', { id: staff.id, fields: changesOf(begin, values) });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  async function toggle() {
    if (staff === undefined) return;
    const done = await run(staff.isArchived ? 'staff.restore' : 'staff.archive', { id: staff.id });
    if (done.ok) close();
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap={12}>
        <Group grow gap={12} align="flex-start">
          <TextInput
            label={t('name')}
            data-autofocus
            maxLength={200}
            disabled={isMember}
            description={isMember ? t('nameOfMember') : undefined}
            {...form.getInputProps('name')}
          />
          {!isMember && (
            <NativeSelect
              label={t('kind')}
              data={staffKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              {...form.getInputProps('kind')}
            />
          )}
        </Group>
        <Group grow gap={12} align="flex-start">
          <TextInput label={t('phone')} maxLength={32} {...form.getInputProps('phone')} />
          <NativeSelect
            label={t('colour')}
            data={staffColours.map((value) => ({ value, label: t(`colours.${value}`) }))}
            {...form.getInputProps('colour')}
          />
        </Group>
        <TagsInput
          label={t('skills')}
          description={t('skillsHint')}
          maxTags={50}
          {...form.getInputProps('skills')}
        />
        {staff !== undefined && !isMember && kind === 'person' && (
          <InTeamAs staff={staff} field={form.getInputProps('memberId')} />
        )}
        <StaffHours
          value={hours}
          error={form.errors['hours']}
          onChange={(changed) => form.setFieldValue('hours', changed)}
        />
        <Group justify="flex-end" gap={8} mt={12}>
          {staff !== undefined && (
            <Button variant="subtle" color="gray" mr="auto" onClick={() => void toggle()}>
              {t(staff.isArchived ? 'restore' : 'archive')}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {t(staff === undefined ? 'add' : 'save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Which member somebody is who was here before they had a device. */
function InTeamAs({ staff, field }: { staff: Staff; field: object }) {
  const { t } = useTranslation('staff');
  const taken = new Set(useRecords('staff').map(({ memberId, id }) => memberId ?? id));
  const members = useRecords('members').filter(({ id }) => id === staff.memberId || !taken.has(id));
  if (members.length === 0) return null;
  const data = [
    { value: '', label: t('notMember') },
    ...members.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return <NativeSelect label={t('isMember')} description={t('isMemberHint')} data={data} {...field} />;
}
