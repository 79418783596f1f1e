import { useState } from 'react';
import { Chip, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { alertKinds, audibleAlerts, usualAlerts } from '#shared/domain/alert.ts';
import { timeOfDaySchema } from '#shared/domain/common.ts';
import type { Access } from '#shared/domain/roles.ts';
import { telegramContents, type TelegramPairing } from '#shared/domain/telegram.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import peopleClasses from '../people.module.css';
import settingsClasses from '../settings.module.css';
import classes from './telegram.module.css';

type Fields = ArgsOf<'telegram.choose'>['fields'];

interface ChatChoicesProps {
  pairing: TelegramPairing;
  access: Access;
}

/** What one member is told, when, and in which words. */
export function ChatChoices({ pairing, access }: ChatChoicesProps) {
  const { t } = useTranslation(['telegram', 'desktop']);
  const { id, wants = usualAlerts, content = 'hidden' } = pairing;
  const choose = (fields: Fields) => ignore(run('telegram.choose', { id, fields }));
  const kinds = audibleAlerts(access);
  return (
    <div className={peopleClasses.choices}>
      <fieldset className={peopleClasses.choice}>
        <legend>{t('wants')}</legend>
        <Chip.Group
          multiple
          value={wants.filter((kind) => kinds.includes(kind))}
          onChange={(chosen) => choose({ wants: alertKinds.filter((kind) => chosen.includes(kind)) })}
        >
          <div className={peopleClasses.fields}>
            {kinds.map((kind) => (
              <Chip variant="outline" key={kind} value={kind} size="xs">
                {t(`desktop:kind.${kind}`)}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      </fieldset>
      <fieldset className={peopleClasses.choice}>
        <legend>{t('content')}</legend>
        <SegmentedControl
          size="xs"
          aria-label={t('content')}
          value={content}
          onChange={(chosen) => choose({ content: chosen })}
          data={telegramContents.map((value) => ({ value, label: t(`contents.${value}`) }))}
        />
        <p className={settingsClasses.muted}>{t(`contentHint.${content}`)}</p>
      </fieldset>
      <QuietHours quiet={pairing.quiet} onChoose={(quiet) => choose({ quiet })} />
    </div>
  );
}

const usualQuiet = { from: '21:00', to: '07:00' };

function QuietHours({
  quiet,
  onChoose,
}: {
  quiet: TelegramPairing['quiet'];
  onChoose: (quiet: { from: string; to: string } | null) => void;
}) {
  const { t } = useTranslation('telegram');
  return (
    <div className={peopleClasses.choice}>
      <Switch
        label={t('quiet')}
        description={t('quietHint')}
        checked={quiet !== undefined}
        onChange={({ currentTarget: { checked } }) => onChoose(checked ? usualQuiet : null)}
      />
      {quiet !== undefined && (
        <div className={classes.hours}>
          {(['from', 'to'] as const).map((end) => (
            <TimeField
              key={`${end} ${quiet[end]}`}
              label={t(end === 'from' ? 'quietFrom' : 'quietTo')}
              value={quiet[end]}
              onChoose={(time) => onChoose({ from: quiet.from, to: quiet.to, [end]: time })}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function TimeField({
  label,
  value,
  onChoose,
}: {
  label: string;
  value: string;
  onChoose: (time: string) => void;
}) {
  const { t } = useTranslation('telegram');
  const [typed, setTyped] = useState(value);
  const fits = timeOfDaySchema.safeParse(typed).success;
  return (
    <TextInput
      label={label}
      type="time"
      value={typed}
      error={fits ? undefined : t('quietWrong')}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={() => fits && typed !== value && onChoose(typed)}
    />
  );
}
