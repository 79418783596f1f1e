import { Chip, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { googleFields, type GoogleLink } from '#shared/domain/google.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import peopleClasses from '../people.module.css';
import settingsClasses from '../settings.module.css';

/** What events say, and what becomes of what is moved there. */
export function Choices({ link: { id, fields = {}, takesAtOnce } }: { link: GoogleLink }) {
  const { t } = useTranslation('google');
  const chosen = googleFields.filter((field) => fields[field] === true);
  const choose = (change: Omit<ArgsOf<'google.choose'>, 'id'>) =>
    ignore(run('google.choose', { id, ...change }));
  return (
    <div className={peopleClasses.choices}>
      <fieldset className={peopleClasses.choice}>
        <legend>{t('says')}</legend>
        <Chip.Group
          multiple
          value={chosen}
          onChange={(next) => choose({ fields: googleFields.filter((field) => next.includes(field)) })}
        >
          <div className={peopleClasses.fields}>
            {googleFields.map((field) => (
              <Chip variant="outline" key={field} value={field} size="xs">
                {t(`field.${field}`)}
              </Chip>
            ))}
          </div>
        </Chip.Group>
        <p className={settingsClasses.muted}>{t(chosen.length === 0 ? 'saysNothing' : 'saysMore')}</p>
      </fieldset>
      <Switch
        label={t('takesAtOnce')}
        description={t('takesAtOnceHint')}
        checked={takesAtOnce === true}
        onChange={({ currentTarget: { checked } }) => choose({ takesAtOnce: checked })}
      />
    </div>
  );
}
