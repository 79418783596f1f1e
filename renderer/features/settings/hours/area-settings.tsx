import { useTranslation } from 'react-i18next';
import { type Area, minutesBetween } from '#shared/domain/area.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import { EditableTable, RemoveCell } from '../editable-table.tsx';
import classes from '../settings.module.css';

/** The parts of where the business works, and how long one drives from one to another. */
export function AreaSettings() {
  const { t } = useTranslation('settings');
  const areas = useRecords('areas').toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const pairs = areas.flatMap((from, index) => areas.slice(index + 1).map((to) => ({ from, to })));
  return (
    <Section title={t('areas')} hint={t('areasHint')}>
      <EditableTable
        columns={[{ header: t('areaName'), width: '35%' }, { header: t('areaPlaces') }]}
        rows={areas.map((area) => (
          <AreaRow key={area.id} area={area} />
        ))}
        addLabel={t('areaAdd')}
        onAdd={() => ignore(run('area.create', { name: t('areaNew') }))}
      />
      {pairs.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('travelBetween')}</th>
              <th className={classes.end}>{t('minutes')}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ from, to }) => (
              <TravelRow key={`${from.id} ${to.id}`} from={from} to={to} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function AreaRow({ area: { id, name, places = {} } }: { area: Area }) {
  const { t } = useTranslation('settings');
  const save = (fields: { name?: string; places?: string[] }) => run('area.update', { id, fields });
  return (
    <tr>
      <td>
        <CellInput
          label={t('areaName')}
          value={name}
          accepts={(given) => given !== ''}
          onSave={(given) => save({ name: given })}
        />
      </td>
      <td>
        <CellInput
          label={t('areaPlaces')}
          value={Object.keys(places).join(', ')}
          onSave={(given) => save({ places: placesIn(given) })}
        />
      </td>
      <RemoveCell
        label={t('removeOne', { what: name })}
        onRemove={() => ignore(run('area.remove', { id }))}
      />
    </tr>
  );
}

function TravelRow({ from, to }: { from: Area; to: Area }) {
  const { t } = useTranslation('settings');
  const minutes = minutesBetween(useTable('areas'), from.id, to.id);
  const words = t('travelOf', { from: from.name, to: to.name });
  return (
    <tr>
      <td dir="auto">{words}</td>
      <td>
        <CellInput
          label={words}
          value={minutes === 0 ? '' : String(minutes)}
          align="end"
          accepts={(given) => /^\d{0,3}$/.test(given)}
          onSave={(given) =>
            run('area.setTravel', { from: from.id, to: to.id, minutes: Number(given || '0') })
          }
        />
      </td>
    </tr>
  );
}

function placesIn(words: string): string[] {
  return [...new Set(words.split(',').map((place) => place.trim()))].filter((place) => place !== '');
}
