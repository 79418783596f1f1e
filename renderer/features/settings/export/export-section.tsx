import { useState } from 'react';
import { Button, Checkbox, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { boundsOf } from '#shared/domain/local-time.ts';
import { exportedKinds, type ExportedKind } from '#shared/export/scope.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { rightIn, useSession } from '#renderer/state/session.ts';
import { Section } from '#renderer/ui/index.ts';
import { BringIn } from './bring-in.tsx';
import { type ExportRun, useExport } from './use-export.ts';
import classes from '../settings.module.css';

/** Everything out in an open file, and such a file in again. */
export function ExportSection() {
  const { t } = useTranslation('export');
  const run = useExport();
  return (
    <div>
      <Section title={t('title')} hint={t('hint')}>
        {run.progress === undefined ? <Choice run={run} /> : <Running run={run} progress={run.progress} />}
      </Section>
      <BringIn />
    </div>
  );
}

function Choice({ run }: { run: ExportRun }) {
  const { t } = useTranslation('export');
  const { timeZone } = useFormat();
  const access = useSession((session) => session.access);
  const open = exportedKinds.filter((kind) => rightIn(access, kind) !== 'none');
  const issued = useRecords('issued').length;
  const [left, setLeft] = useState<readonly ExportedKind[]>([]);
  const [isPart, setPart] = useState(false);
  const [days, setDays] = useState({ from: '', to: '' });
  const [withPdf, setWithPdf] = useState(true);
  const kinds = open.filter((kind) => !left.includes(kind));
  const isWrong = isPart && days.from !== '' && days.to !== '' && days.to < days.from;
  const hasMoney = kinds.includes('money') && issued > 0;

  function begin() {
    const from = days.from === '' ? 0 : boundsOf(days.from, timeZone).start;
    const until = days.to === '' ? Number.MAX_SAFE_INTEGER : boundsOf(days.to, timeZone).end;
    ignore(run.begin({ kinds, ...(isPart && { period: { from, until } }) }, hasMoney && withPdf));
  }

  return (
    <Stack gap={16} mt={8} align="flex-start">
      <Checkbox.Group
        label={t('what')}
        value={kinds}
        onChange={(chosen) => setLeft(exportedKinds.filter((kind) => !chosen.includes(kind)))}
      >
        <Stack gap={8} mt={8}>
          {open.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`kind.${kind}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Period isPart={isPart} onPart={setPart} days={days} onDays={setDays} isWrong={isWrong} />
      {hasMoney && (
        <Checkbox
          label={t('pdf')}
          description={t('pdf_hint', { count: issued })}
          checked={withPdf}
          onChange={({ currentTarget: { checked } }) => setWithPdf(checked)}
        />
      )}
      <Text c="dimmed">{t('open')}</Text>
      <Button disabled={kinds.length === 0 || isWrong} onClick={begin}>
        {t(kinds.length === 0 ? 'nothing' : 'do')}
      </Button>
    </Stack>
  );
}

interface PeriodProps {
  isPart: boolean;
  onPart: (isPart: boolean) => void;
  days: { from: string; to: string };
  onDays: (days: { from: string; to: string }) => void;
  isWrong: boolean;
}

function Period({ isPart, onPart, days, onDays, isWrong }: PeriodProps) {
  const { t } = useTranslation('export');
  return (
    <Stack gap={8}>
      <Radio.Group
        value={isPart ? 'part' : 'all'}
        onChange={(value) => onPart(value === 'part')}
        aria-label={t('when')}
      >
        <Stack gap={8}>
          <Radio value="all" label={t('always')} />
          <Radio value="part" label={t('period')} />
        </Stack>
      </Radio.Group>
      {isPart && (
        <>
          <Group gap={12} align="flex-start" ml={28}>
            <TextInput
              type="date"
              label={t('from')}
              value={days.from}
              onChange={({ currentTarget: { value } }) => onDays({ ...days, from: value })}
            />
            <TextInput
              type="date"
              label={t('to')}
              value={days.to}
              error={isWrong ? t('periodWrong') : undefined}
              onChange={({ currentTarget: { value } }) => onDays({ ...days, to: value })}
            />
          </Group>
          <Text size="sm" c="dimmed" ml={28}>
            {t('periodHint')}
          </Text>
        </>
      )}
    </Stack>
  );
}

function Running({ run, progress }: { run: ExportRun; progress: { done: number; total: number } }) {
  const { t } = useTranslation('export');
  return (
    <div className={classes.line}>
      <output>{progress.total === 0 ? t('writing') : t('busy', progress)}</output>
      <Button size="compact-sm" variant="default" onClick={run.stop}>
        {t('stop')}
      </Button>
    </div>
  );
}
