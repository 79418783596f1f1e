import { useMemo, useState } from 'react';
import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Duplicate, findDuplicates } from '#shared/domain/duplicates.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { Dialog } from '#renderer/ui/index.ts';
import { MergeDialog } from './merge-dialog.tsx';
import classes from './duplicates.module.css';

/** As many as somebody goes through at once. */
const shownAtOnce = 50;

/** Looks for those who are entered twice. */
export function DuplicatesButton() {
  const { t } = useTranslation('contacts');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={t('duplicates.open')}>
        <ActionIcon size={28} aria-label={t('duplicates.open')} onClick={() => setOpen(true)}>
          <IconUsersGroup size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t('duplicates.title')} size="xl">
        <DuplicateList />
      </Dialog>
    </>
  );
}

function DuplicateList() {
  const { t } = useTranslation('contacts');
  const contacts = useRecords('contacts');
  const country = useRecord('business', 'business')?.country;
  const found = useMemo(() => findDuplicates(contacts, country), [contacts, country]);
  const [shown, setShown] = useState<Duplicate>();
  if (found.length === 0) return <Text c="dimmed">{t('duplicates.none')}</Text>;
  return (
    <>
      <ul className={classes.list}>
        {found.slice(0, shownAtOnce).map((duplicate) => (
          <Pair key={duplicate.id} duplicate={duplicate} onLook={() => setShown(duplicate)} />
        ))}
      </ul>
      {shown !== undefined && (
        <MergeDialog
          contact={shown.keep}
          otherId={shown.other.id}
          opened
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

function Pair({ duplicate, onLook }: { duplicate: Duplicate; onLook: () => void }) {
  const { t } = useTranslation('contacts');
  const { keep, other, reasons } = duplicate;
  const names = t('duplicates.and', { a: keep.name, b: other.name });
  return (
    <li className={classes.pair}>
      <span className={classes.names} title={names}>
        <bdi>{keep.name}</bdi> · <bdi>{other.name}</bdi>
      </span>
      <span className={classes.reasons}>
        {reasons.map((reason) => t(`duplicates.reason.${reason}`)).join(', ')}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('duplicates.look')}: ${names}`}
        onClick={onLook}
      >
        {t('duplicates.look')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={`${t('duplicates.apart')}: ${names}`}
        onClick={() => ignore(run('contact.keepApart', { id: keep.id, otherId: other.id }))}
      >
        {t('duplicates.apart')}
      </Button>
    </li>
  );
}
