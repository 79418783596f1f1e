import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Site } from '#shared/domain/site.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { EditableText, OwnFields, SetAsideNote } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useInTurn } from '#renderer/state/in-turn.ts';
import { useOwnFields } from '#renderer/state/own-fields.ts';
import { readTable } from '#renderer/state/records.ts';
import { useSetAside } from '#renderer/state/set-aside.ts';
import { SitePeople } from '../relationships/site-people.tsx';
import { EquipmentList } from './equipment-list.tsx';
import classes from './sites.module.css';

const parts = ['street', 'postcode', 'city'] as const;

/** All that is known of a site. */
export function SiteFields({ site }: { site: Site }) {
  const { t } = useTranslation('contacts');
  const inTurn = useInTurn();
  const setAside = useSetAside('sites', site.id);
  const save = (fields: Partial<Pick<Site, 'name' | 'address' | 'access' | 'hazards' | 'notes'>>) =>
    run('site.update', { id: site.id, fields });
  const savePart = (part: (typeof parts)[number]) => (value: string) =>
    inTurn(() => {
      const known = readTable('sites').get(site.id)?.address;
      return save({ address: { ...known, [part]: value === '' ? undefined : value } });
    });
  const archived = site.archivedAt !== undefined;
  return (
    <div className={classes.fields}>
      <SetAsideNote
        parts={setAside}
        onRemove={(paths) => run('record.removeSetAside', { collection: 'sites', id: site.id, paths })}
      />
      <EditableText
        label={t('site.name')}
        value={site.name ?? ''}
        placeholder={t('site.nameHint')}
        onSave={(name) => save({ name })}
      />
      {parts.map((part) => (
        <EditableText key={part} label={t(part)} value={site.address?.[part] ?? ''} onSave={savePart(part)} />
      ))}
      <EditableText
        label={t('site.access')}
        value={site.access ?? ''}
        placeholder={t('site.accessHint')}
        multiline
        onSave={(access) => save({ access })}
      />
      <EditableText
        label={t('site.hazards')}
        value={site.hazards ?? ''}
        placeholder={t('site.hazardsHint')}
        multiline
        onSave={(hazards) => save({ hazards })}
      />
      <OwnFields fields={useOwnFields('sites', site)} />
      <SitePeople site={site} />
      <EquipmentList site={site} />
      <EditableText
        label={t('notes')}
        value={site.notes ?? ''}
        multiline
        onSave={(notes) => save({ notes })}
      />
      <Group justify="flex-end" gap={8}>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => ignore(run('bin.put', { kind: 'sites', ids: [site.id] }))}
        >
          {t('toBin')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => ignore(run(archived ? 'site.restore' : 'site.archive', { id: site.id }))}
        >
          {archived ? t('site.restore') : t('site.archive')}
        </Button>
      </Group>
    </div>
  );
}
