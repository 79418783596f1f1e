import { useState } from 'react';
import { Button, Group, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usualProgramPort } from '#shared/domain/program.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { save } from '#renderer/state/commands.ts';
import { usePrograms } from '#renderer/state/programs.ts';
import { useRecord } from '#renderer/state/records.ts';
import { FieldRow, Section } from '#renderer/ui/index.ts';
import { CopyField } from '../copy-field.tsx';
import settingsClasses from '../settings.module.css';
import { ProblemText } from '../problem-text.tsx';

/** Where programs find Plumbline: this computer alone. */
export function ServerAddress() {
  const { t } = useTranslation('programs');
  const server = usePrograms((programs) => programs.server);
  const port = useRecord('programServers', 'server')?.port ?? usualProgramPort;
  const [changing, setChanging] = useState(false);
  return (
    <Section
      title={t('server')}
      hint={t('serverHint')}
      action={
        <Button size="compact-sm" variant="subtle" onClick={() => setChanging(!changing)}>
          {t('changePort')}
        </Button>
      }
    >
      {server.state === 'open' ? (
        <>
          <CopyField label={t('mcp')} value={`${server.origin}/mcp`} />
          <CopyField label={t('rest')} value={`${server.origin}/openapi.json`} />
        </>
      ) : (
        <FieldRow label={t('mcp')}>
          <p className={server.state === 'closed' ? settingsClasses.muted : settingsClasses.exposed}>
            {t(`serverState.${server.state}`, { port })}
          </p>
        </FieldRow>
      )}
      {changing && <PortForm port={port} onClose={() => setChanging(false)} />}
    </Section>
  );
}

function PortForm({ port, onClose }: { port: number; onClose: () => void }) {
  const { t } = useTranslation('programs');
  const [value, setValue] = useState<number | string>(port);
  const [problem, setProblem] = useState<Problem>();

  async function submit() {
    const done = await save('program.setPort', { port: Number(value) });
    if (done.ok) onClose();
    else setProblem(showInPlace(done.error));
  }

  return (
    <form
      className={settingsClasses.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <NumberInput
        label={t('port')}
        description={t('portHint')}
        value={value}
        onChange={setValue}
        error={problem?.fields?.[0]?.message}
        thousandSeparator={false}
      />
      {problem?.fields === undefined && <ProblemText problem={problem} />}
      <Group gap={8}>
        <Button type="submit">{t('save')}</Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
