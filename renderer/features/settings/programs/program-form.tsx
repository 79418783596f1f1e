import { useState } from 'react';
import { Button, Checkbox, Group, NumberInput, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { defaultAiSettings } from '#shared/domain/business.ts';
import {
  type Program,
  programScopes,
  type ProgramScope,
  usualProgramLimits,
} from '#shared/domain/program.ts';
import type { Problem } from '#shared/lib/result.ts';
import { isShownInPlace, showInPlace } from '#shared/lib/shown-problems.ts';
import { save } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { Dialog, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import settingsClasses from '../settings.module.css';
import classes from './programs.module.css';

interface ProgramFormProps {
  /** The one that is changed; a new one if left out. */
  program?: Program;
  onClose: () => void;
  onMade?: (made: { name: string; token: string }) => void;
}

/** What a program is called, and what it may look at and ask for. */
export function ProgramForm({ program, onClose, onMade }: ProgramFormProps) {
  const { t } = useTranslation('programs');
  const [problem, setProblem] = useState<Problem>();
  const { localOnly } = useRecord('aiSettings', 'ai') ?? defaultAiSettings;
  const { form, forget } = useKeptForm(`program ${program?.id ?? 'new'}`, {
    initialValues: {
      name: program?.name ?? '',
      scopes: program?.scopes ?? (['schedule'] as ProgramScope[]),
      proposes: program?.proposes ?? true,
      isLocal: program?.isLocal ?? false,
      limits: { ...(program?.limits ?? usualProgramLimits) },
    },
  });

  function close() {
    forget();
    onClose();
  }

  async function submit(values: typeof form.values) {
    const done =
      program === undefined
        ? await save('program.add', values)
        : await save('program.change', { id: program.id, ...values });
    if (!done.ok) {
      takeFieldProblems(form, done.error);
      return setProblem(isShownInPlace(done.error) ? undefined : showInPlace(done.error));
    }
    forget();
    const token = 'token' in done.value ? (done.value.token as string) : undefined;
    if (token === undefined) onClose();
    else onMade?.({ name: values.name, token });
  }

  return (
    <Dialog
      opened
      title={t(program === undefined ? 'addTitle' : 'changeTitle', { name: program?.name })}
      onClose={close}
    >
      <form className={settingsClasses.form} onSubmit={form.onSubmit(submit)}>
        <TextInput
          label={t('name')}
          placeholder={t('namePlaceholder')}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={t('scopes')} {...form.getInputProps('scopes')}>
          <div className={classes.scopes}>
            {programScopes.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`scope.${scope}`)}
                description={t(`scopeHint.${scope}`)}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Switch
          label={t('proposes')}
          description={t('proposesHint')}
          {...form.getInputProps('proposes', { type: 'checkbox' })}
        />
        <Switch
          label={t('isLocal')}
          description={t('isLocalHint')}
          {...form.getInputProps('isLocal', { type: 'checkbox' })}
        />
        {localOnly && !form.values.isLocal && <p className={settingsClasses.exposed}>{t('heldHint')}</p>}
        <Group gap={12} grow>
          <NumberInput
            label={t('callsPerMinute')}
            min={1}
            max={600}
            clampBehavior="strict"
            {...form.getInputProps('limits.callsPerMinute')}
          />
          <NumberInput
            label={t('rowsPerHour')}
            min={1}
            max={100_000}
            clampBehavior="strict"
            {...form.getInputProps('limits.rowsPerHour')}
          />
        </Group>
        <ProblemText problem={problem} />
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {t(program === undefined ? 'add' : 'save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
