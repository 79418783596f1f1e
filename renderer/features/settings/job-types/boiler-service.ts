import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';

const tested = ['pass', 'fail', 'notApplicable'] as const;

/** What is read at a boiler, in the order in which it is gone through. */
const asked = [
  { key: 'appliance', kind: 'text' },
  { key: 'serial', kind: 'text' },
  { key: 'place', kind: 'text' },
  { key: 'inletPressure', kind: 'number', unit: 'mbar' },
  { key: 'burnerPressure', kind: 'number', unit: 'mbar' },
  { key: 'co', kind: 'number', unit: 'ppm' },
  { key: 'co2', kind: 'number', unit: '%' },
  { key: 'ratio', kind: 'number' },
  { key: 'flueTemperature', kind: 'number', unit: '°C' },
  { key: 'waterPressure', kind: 'number', unit: 'bar' },
  { key: 'tightness', kind: 'choice' },
  { key: 'flue', kind: 'choice' },
  { key: 'ventilation', kind: 'yesNo' },
  { key: 'safetyDevices', kind: 'yesNo' },
  { key: 'safe', kind: 'yesNo' },
  { key: 'next', kind: 'text' },
] as const;

/** A form that is ready made, in the owner's language: they change it as they like. */
export function useBoilerService(): {
  title: string;
  fields: ArgsOf<'jobType.putReportFields'>['fields'];
} {
  const { t } = useTranslation('report');
  const choices = tested.map((result) => t(`boiler.${result}`));
  return {
    title: t('boiler.title'),
    fields: asked.map(({ key, kind, ...rest }) => ({
      label: t(`boiler.${key}`),
      kind,
      ...rest,
      ...(kind === 'choice' && { choices }),
    })),
  };
}
