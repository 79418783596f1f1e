import { useState } from 'react';
import { Button, Group, Stack, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Equipment, equipmentOf, type Site } from '#shared/domain/site.ts';
import { formatDay } from '#shared/domain/day.ts';
import { ignore } from '#shared/lib/ignore.ts';
import {
  AddButton,
  Dialog,
  FieldRow,
  takeFieldProblems,
  Truncated,
  useKeptForm,
} from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from './sites.module.css';

/** What is looked after at a site. What was taken off stays in the record and is not shown. */
export function EquipmentList({ site }: { site: Site }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  /** The id of the one that is open; empty for a new one. */
  const [openId, setOpenId] = useState<string>();
  const shown = equipmentOf(site, format.locale);
  return (
    <>
      <FieldRow label={t('equipment.title')}>
        <ul className={classes.list}>
          {shown.map(([id, each]) => (
            <li key={id}>
              <UnstyledButton className={classes.thing} onClick={() => setOpenId(id)}>
                <span className={classes.name} dir="auto">
                  <Truncated>{[each.name, each.make, each.model].filter(Boolean).join(' · ')}</Truncated>
                </span>
                <span className={classes.detail}>
                  {each.nextServiceOn !== undefined &&
                    t('equipment.serviceOn', { day: formatDay(each.nextServiceOn, format.locale) })}
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <AddButton label={t('equipment.add')} onClick={() => setOpenId('')} />
      </FieldRow>
      <Dialog
        opened={openId !== undefined}
        onClose={() => setOpenId(undefined)}
        title={openId === '' ? t('equipment.add') : t('equipment.change')}
      >
        {openId !== undefined && (
          <EquipmentForm
            site={site}
            id={openId === '' ? undefined : openId}
            onClose={() => setOpenId(undefined)}
          />
        )}
      </Dialog>
    </>
  );
}

const texts = ['make', 'model', 'serial'] as const;
const days = ['fittedOn', 'warrantyUntil', 'nextServiceOn'] as const;

function EquipmentForm({ site, id, onClose }: { site: Site; id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('contacts');
  const known: Partial<Equipment> = (id !== undefined && site.equipment?.[id]) || {};
  const { form, forget } = useKeptForm(`equipment ${site.id} ${id ?? 'new'}`, {
    initialValues: {
      name: known.name ?? '',
      make: known.make ?? '',
      model: known.model ?? '',
      serial: known.serial ?? '',
      fittedOn: known.fittedOn ?? '',
      warrantyUntil: known.warrantyUntil ?? '',
      nextServiceOn: known.nextServiceOn ?? '',
      notes: known.notes ?? '',
    },
    validate: { name: (name) => (name.trim() === '' ? t('equipment.nameNeeded') : null) },
  });

  function close() {
    forget();
    onClose();
  }

  async function save(values: typeof form.values) {
    const fields = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, value.trim() === '' ? undefined : value.trim()]),
    );
    const named = { ...fields, name: values.name.trim() };
    const done =
      id === undefined
        ? await run('equipment.add', { siteId: site.id, ...named })
        : await run('equipment.update', { siteId: site.id, id, fields: named });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  function remove() {
    if (id !== undefined) ignore(run('equipment.remove', { siteId: site.id, id }));
    close();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput
          label={t('equipment.name')}
          placeholder={t('equipment.nameHint')}
          data-autofocus
          {...form.getInputProps('name')}
        />
        {texts.map((field) => (
          <TextInput
            key={field}
            label={t(`equipment.${field}`)}
            maxLength={100}
            {...form.getInputProps(field)}
          />
        ))}
        {days.map((field) => (
          <TextInput key={field} type="date" label={t(`equipment.${field}`)} {...form.getInputProps(field)} />
        ))}
        <Textarea label={t('notes')} autosize minRows={2} {...form.getInputProps('notes')} />
        <Group justify="space-between" gap={8} mt={12}>
          {id === undefined ? (
            <span />
          ) : (
            <Button variant="subtle" color="gray" onClick={remove}>
              {t('equipment.remove')}
            </Button>
          )}
          <Group gap={8}>
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={form.submitting}>
              {t('save')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
