import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { customTarget, targetsOf } from '#shared/import/targets.ts';
import { useSummaryWords } from './summary-words.ts';
import type { ChosenFile, ImportWork } from './use-import.ts';
import classes from './import.module.css';

/** For `Select`, in which an empty value is none. */
const leaveOut = 'leave';

/** Each column of the file with its first cells, beside what it becomes. */
export function ColumnList({ work, file }: { work: ImportWork; file: ChosenFile }) {
  const { t } = useTranslation('import');
  const { headerOf } = useSummaryWords();
  const { mapping } = work.decisions;
  const data: { value: string; label: string }[] = [
    { value: leaveOut, label: t('leaveOut') },
    ...targetsOf[work.of].map((value) => ({
      value,
      label: t([`target_${work.of}_${value}`, `target_${value}`]),
    })),
    ...work.fields.map(({ id, name }) => ({ value: customTarget(id), label: name })),
  ];
  const choose = (column: number, value: string | null) =>
    work.decide({
      mapping: mapping.map((target, at) =>
        at === column ? (value === leaveOut ? '' : (value ?? '')) : target,
      ),
    });
  return (
    <ul className={classes.columns}>
      {file.columns.map((_, column) => {
        const header = headerOf(file.columns, column);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a column is its place in the file
          <li key={column} className={classes.column}>
            <div>
              <div className={classes.header} dir="auto">
                {header}
              </div>
              <div className={classes.samples} dir="auto">
                {file.samples[column]?.join(' · ')}
              </div>
            </div>
            <Select
              aria-label={t('becomes', { column: header })}
              value={mapping[column] === '' ? leaveOut : (mapping[column] ?? leaveOut)}
              allowDeselect={false}
              data={data}
              onChange={(value) => choose(column, value)}
            />
          </li>
        );
      })}
    </ul>
  );
}
