import { useTranslation } from 'react-i18next';
import { type Clock, stepsIn, usualHours } from '#shared/domain/breach.ts';
import { save } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { EditableText } from '#renderer/ui/index.ts';

/** How many hours there are, which laws change. */
export function Clocks() {
  const { t } = useTranslation('incident');
  const country = useRecord('business', 'business')?.country ?? '';
  const hours = useRecord('processing', 'processing')?.breachHours;
  const clocks = stepsIn(country).filter((step): step is Clock => step in usualHours);
  return clocks.map((clock) => (
    <EditableText
      key={clock}
      type="number"
      label={t(`clock.${clock}`)}
      value={String(hours?.[clock] ?? usualHours[clock])}
      validate={(text) => (isHours(text) ? undefined : t('hoursWrong'))}
      onSave={(text) => save('breach.setClock', { clock, hours: Number(text) })}
    />
  ));
}

function isHours(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) > 0;
}
