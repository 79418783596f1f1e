import { type ReactNode, useState } from 'react';
import { Button, Group, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import {
  defaultVoiceNotes,
  isVoiceApproved,
  type VoiceNotes as VoiceSettings,
  voicePlaceOf,
} from '#shared/domain/voice-notes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { useChain } from '#renderer/state/models.ts';
import { useRecord } from '#renderer/state/records.ts';
import { EditableSelect, EditableText, FieldRow, Section, StateBadge } from '#renderer/ui/index.ts';
import { ExposedNote } from '../../exposed-note.tsx';
import { KeyField } from '../key-field.tsx';
import { TryVoice } from './try-voice.tsx';
import { partOf } from './wrong-part.ts';
import classes from '../assistant.module.css';

type Fields = ArgsOf<'voiceNotes.configure'>;

/** Whether voice notes become text, by what, and where the sound goes. */
export function VoiceNotes() {
  const { t } = useTranslation('voice');
  const { settings } = useChain();
  const [isOpen, setOpen] = useState(false);
  const voice = settings.voiceNotes ?? defaultVoiceNotes;
  return (
    <Section title={t('title')} hint={t('hint')}>
      <Switch
        label={t('switch')}
        description={t(voice.on ? `goes_${voicePlaceOf(voice)}` : 'goes_off', { host: hostOf(voice) })}
        checked={voice.on}
        onChange={(event) => ignore(run('voiceNotes.switch', { on: event.currentTarget.checked }))}
      />
      {voice.on || isOpen ? (
        <SetUp voice={voice} localOnly={settings.localOnly} />
      ) : (
        <Button size="xs" variant="default" mt={8} onClick={() => setOpen(true)}>
          {t('setUp')}
        </Button>
      )}
    </Section>
  );
}

function SetUp({ voice, localOnly }: { voice: VoiceSettings; localOnly: boolean }) {
  const { t } = useTranslation('voice');
  const [problem, setProblem] = useState<Problem>();
  const change = (fields: Fields) => {
    setProblem(undefined);
    return run('voiceNotes.configure', fields);
  };
  return (
    <>
      {localOnly && voicePlaceOf(voice) === 'remote' && (
        <p className={classes.note}>{t('localOnly', { host: hostOf(voice) })}</p>
      )}
      <EditableSelect
        label={t('by')}
        value={voice.by}
        options={(['folder', 'server'] as const).map((by) => ({ value: by, label: t(`by_${by}`) }))}
        onSave={(by) => change({ by: by as VoiceSettings['by'] })}
      />
      {voice.by === 'folder' ? (
        <Folder problem={problem} onChange={() => setProblem(undefined)} />
      ) : (
        <Server voice={voice} problem={problem} change={change} />
      )}
      <Language voice={voice} change={change} />
      {voicePlaceOf(voice) === 'remote' && <Approval voice={voice} />}
      <TryVoice problem={problem} onProblem={setProblem} />
    </>
  );
}

function Folder({ problem, onChange }: { problem: Problem | undefined; onChange: () => void }) {
  const { t } = useTranslation('voice');
  const { voiceFolder = '' } = useRecord('deviceSettings', 'device') ?? {};
  return (
    <>
      <EditableText
        label={t('folder')}
        placeholder={t('folderExample')}
        value={voiceFolder}
        onSave={(folder) => {
          onChange();
          return run('voiceNotes.setFolder', { folder });
        }}
      />
      <Wrong problem={problem} part="folder" />
      <Under>
        <p className={classes.note}>{t('folderHint')}</p>
      </Under>
    </>
  );
}

interface ServerProps {
  voice: VoiceSettings;
  problem: Problem | undefined;
  change: (fields: Fields) => ReturnType<typeof run>;
}

function Server({ voice, problem, change }: ServerProps) {
  const { t } = useTranslation('voice');
  return (
    <>
      <EditableText
        label={t('address')}
        value={voice.url ?? ''}
        validate={(url) => (URL.canParse(url) ? undefined : t('addressWrong'))}
        onSave={(url) => change({ url })}
      />
      <Wrong problem={problem} part="address" />
      <Under>
        <p className={classes.note}>{t('addressHint')}</p>
      </Under>
      <KeyField kept={voice.hasKey === true} onSave={(key) => change({ key })} />
      <ExposedNote exposed={voice.keyExposed} what="key" />
      <Wrong problem={problem} part="key" />
      <EditableText
        label={t('model')}
        value={voice.model ?? ''}
        validate={(model) => (model === '' ? t('needed') : undefined)}
        onSave={(model) => change({ model })}
      />
      <Wrong problem={problem} part="model" />
    </>
  );
}

/** By their codes, shown by their names. */
const offered = ['en', 'es', 'pt', 'de', 'fr', 'it', 'nl', 'pl', 'sv', 'da', 'ro', 'uk', 'ar', 'hi', 'tr'];

function Language({ voice, change }: Pick<ServerProps, 'voice' | 'change'>) {
  const { t, i18n } = useTranslation('voice');
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const known = voice.language === undefined ? offered : [...new Set([...offered, voice.language])];
  return (
    <EditableSelect
      label={t('language')}
      value={voice.language ?? ''}
      options={[
        { value: '', label: t('languageAny') },
        ...known.map((code) => ({ value: code, label: names.of(code) ?? code })),
      ]}
      onSave={(language) => change({ language })}
    />
  );
}

/** No sound goes to a server elsewhere before the owner has allowed it, at the address that it has. */
function Approval({ voice }: { voice: VoiceSettings }) {
  const { t } = useTranslation('voice');
  const approved = isVoiceApproved(voice);
  const allow = (allowed: boolean) => ignore(run('voiceNotes.approve', { approved: allowed }));
  return (
    <FieldRow label={t('approval')} hint={t('approvalHint')}>
      <Group gap={8}>
        <StateBadge tone={approved ? 'good' : 'warn'}>{t(approved ? 'approved' : 'notApproved')}</StateBadge>
        {approved ? (
          <Button size="xs" variant="subtle" color="gray" onClick={() => allow(false)}>
            {t('disallow')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => allow(true)}>
            {t('approve', { host: hostOf(voice) })}
          </Button>
        )}
      </Group>
    </FieldRow>
  );
}

function Wrong({ problem, part }: { problem: Problem | undefined; part: ReturnType<typeof partOf> }) {
  if (problem === undefined || partOf(problem) !== part) return null;
  return (
    <Under>
      <p role="alert" className={classes.wrong}>
        {problem.message} {problem.remedy}
      </p>
    </Under>
  );
}

/** Below a field, where its value stands. */
function Under({ children }: { children: ReactNode }) {
  return <FieldRow label="">{children}</FieldRow>;
}

function hostOf({ url = '' }: VoiceSettings): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
