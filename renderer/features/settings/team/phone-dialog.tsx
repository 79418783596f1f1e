import { useState } from 'react';
import { Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog, FormButtons } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import type { TeamMember } from '#renderer/vault/team/api.ts';
import classes from './team.module.css';

/** The number of a member, and whether who writes from it on WhatsApp is served as this member. */
export function PhoneDialog({ member, onClose }: { member: TeamMember; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'ui']);
  const known = useRecord('members', member.id);
  const [phone, setPhone] = useState(known?.phone ?? '');
  const [isServed, setServed] = useState(known?.isServed === true);
  const [busy, setBusy] = useState(false);
  const hasPhone = phone.trim() !== '';

  async function save(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    const done = await run('team.setPhone', { id: member.id, phone, isServed: isServed && hasPhone });
    setBusy(false);
    if (done.ok) onClose();
  }

  return (
    <Dialog opened onClose={onClose} title={t('team_phoneOf', { name: member.name })}>
      <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
        <TextInput
          label={t('team_phone')}
          type="tel"
          value={phone}
          maxLength={32}
          data-autofocus
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <Switch
          mt={12}
          label={t('team_serve')}
          description={t('team_serveHint')}
          checked={isServed && hasPhone}
          disabled={!hasPhone}
          onChange={(event) => setServed(event.currentTarget.checked)}
        />
        <FormButtons submit={t('team_phoneSave')} isBusy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
