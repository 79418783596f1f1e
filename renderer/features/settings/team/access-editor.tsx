import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Access } from '#shared/domain/roles.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import { adjustable, rightsFor, withRight } from './rights.ts';

/** What a member may see and change, one line for each kind of data. */
export function AccessEditor({ value, onChange }: { value: Access; onChange: (access: Access) => void }) {
  const { t } = useTranslation('settings');
  return (
    <div>
      {adjustable.map((compartment) => (
        <FieldRow key={compartment} label={t(`team_part_${compartment}`)}>
          <SegmentedControl
            role="radiogroup"
            size="xs"
            aria-label={t(`team_part_${compartment}`)}
            value={value[compartment] ?? 'none'}
            onChange={(right) => onChange(withRight(value, compartment, right))}
            data={rightsFor(compartment).map((right) => ({ value: right, label: t(`team_right_${right}`) }))}
          />
        </FieldRow>
      ))}
    </div>
  );
}
