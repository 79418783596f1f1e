import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Program, ProgramCall, ProgramOutcome } from '#shared/domain/program.ts';
import { programTools } from '#shared/programs/tools.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import {
  type DataColumn,
  DataList,
  EmptyState,
  Section,
  StateBadge,
  Time,
  type Tone,
} from '#renderer/ui/index.ts';
import settingsClasses from '../settings.module.css';

const tones: Record<ProgramOutcome, Tone> = {
  answered: 'neutral',
  waiting: 'warn',
  done: 'good',
  refused: 'neutral',
  expired: 'neutral',
  failed: 'bad',
};

/** What programs have asked for on this computer: never with which words. */
export function ProgramLog({ programs }: { programs: Program[] }) {
  const { t } = useTranslation('programs');
  const format = useFormat();
  const calls = useRecords('programCalls');
  const rows = useMemo(() => calls.toSorted((a, b) => b.at - a.at), [calls]);
  const names = new Map(programs.map(({ id, name }) => [id, name]));
  const titles = new Map(programTools.map(({ name, title }) => [name, title]));
  const columns: DataColumn<ProgramCall>[] = [
    {
      key: 'at',
      header: t('log.at'),
      width: '130px',
      render: ({ at, id }) => (
        <Time title={t('log.request', { when: format.full(at), id })}>{format.dayAndTime(at)}</Time>
      ),
    },
    {
      key: 'program',
      header: t('log.program'),
      width: 'minmax(96px, 1fr)',
      render: ({ programId = '', saysItIs }) => (
        <span title={saysItIs && t('log.saysItIs', { what: saysItIs })}>{names.get(programId) ?? '—'}</span>
      ),
    },
    {
      key: 'tool',
      header: t('log.tool'),
      width: 'minmax(120px, 1fr)',
      render: ({ tool, fields }) => <span title={fields.join(', ')}>{titles.get(tool) ?? tool}</span>,
    },
    {
      key: 'fields',
      header: t('log.fields'),
      width: 'minmax(120px, 2fr)',
      secondary: true,
      render: ({ fields }) => <span title={fields.join(', ')}>{fields.join(', ')}</span>,
    },
    {
      key: 'rows',
      header: t('log.rows'),
      width: '72px',
      align: 'end',
      render: ({ rows: count }) => (count === 0 ? '' : count),
    },
    {
      key: 'outcome',
      header: t('log.outcome'),
      width: '128px',
      render: ({ outcome, code, milliseconds }) => (
        <StateBadge
          tone={tones[outcome]}
          title={[code && t(`why.${code}`, { defaultValue: code }), t('log.took', { milliseconds })]
            .filter(Boolean)
            .join(' · ')}
        >
          {t(`outcome.${outcome}`)}
        </StateBadge>
      ),
    },
  ];
  return (
    <Section title={t('log.title')} hint={t('log.hint')}>
      <div className={settingsClasses.list}>
        <DataList
          label={t('log.title')}
          rows={rows}
          columns={columns}
          empty={<EmptyState title={t('log.none')} />}
        />
      </div>
    </Section>
  );
}
