import { useState } from 'react';
import { Anchor, Button, Group, Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { presets, type Access } from '#shared/domain/roles.ts';
import type { Problem } from '#shared/lib/result.ts';
import { useKeptWords } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import { AccessEditor } from './access-editor.tsx';
import { invite } from './invitations.ts';
import { givenRoles } from './rights.ts';
import classes from './team.module.css';

type GivenRole = (typeof givenRoles)[number];

interface InviteFormProps {
  onInvited: (invitationId: string) => void;
  onCancel: () => void;
}

/** Who comes, and what they may see. */
export function InviteForm({ onInvited, onCancel }: InviteFormProps) {
  const { t } = useTranslation('settings');
  const [name, setName, forget] = useKeptWords('new member');
  const [role, setRole] = useState<GivenRole>('technician');
  const [access, setAccess] = useState<Access>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function submit(event: React.FormEvent) {
    event.preventDefault();
    if (name.trim() === '') return setProblem({ code: 'name', message: t('team_nameNeeded') });
    setBusy(true);
    const invited = await invite({ name: name.trim(), role, access });
    setBusy(false);
    if (!invited.ok) return setProblem(invited.error);
    forget();
    onInvited(invited.value.id);
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        label={t('name')}
        value={name}
        maxLength={200}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Radio.Group
        label={t('team_role')}
        value={role}
        onChange={(chosen) => {
          setRole(chosen);
          setAccess(undefined);
        }}
      >
        <div className={classes.roles}>
          {givenRoles.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`team_role_${each}`)}
              description={t(`team_sees_${each}`)}
              classNames={{ description: classes.sees }}
            />
          ))}
        </div>
      </Radio.Group>
      {access === undefined ? (
        <Anchor component="button" type="button" size="sm" onClick={() => setAccess(presets[role])}>
          {t('team_adjust')}
        </Anchor>
      ) : (
        <AccessEditor value={access} onChange={setAccess} />
      )}
      <ProblemText problem={problem} />
      <Group justify="flex-end" gap={8} mt={12}>
        <Button
          variant="default"
          onClick={() => {
            forget();
            onCancel();
          }}
        >
          {t('cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('team_makeLink')}
        </Button>
      </Group>
    </form>
  );
}
