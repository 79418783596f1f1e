import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog, FormButtons, useKept } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import type { TeamMember } from '#renderer/vault/team/api.ts';
import classes from './team.module.css';

/** What the team calls a member; rights stay as they are. */
export function RenameDialog({ member, onClose }: { member: TeamMember; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'ui']);
  const [name, setName, forget] = useKept(`name of ${member.id}`, member.name);
  const [busy, setBusy] = useState(false);

  function close() {
    forget();
    onClose();
  }

  async function save(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    const renamed = await run('team.renameMember', { id: member.id, name: name.trim() });
    setBusy(false);
    if (renamed.ok) close();
  }

  return (
    <Dialog opened onClose={close} title={t('team_renameTitle')}>
      <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormButtons
          submit={t('team_rename')}
          isBusy={busy}
          isDisabled={name.trim() === ''}
          onCancel={close}
        />
      </form>
    </Dialog>
  );
}
