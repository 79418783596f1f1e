import { defaultAiSettings } from '#shared/domain/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Integration } from './integrations.ts';

export const measures = [
  'atRest',
  'inTransit',
  'sealedRelay',
  'backups',
  'keys',
  'roles',
  'lock',
  'log',
  'oneDoor',
  'localOnly',
  'replaced',
  'papers',
] as const;
export type Measure = (typeof measures)[number];

/** What protects the data, as the business is set up now. */
export function measuresOf(records: RecordReader, integrations: readonly Integration[]): Measure[] {
  const uses = (kind: Integration['kind']): boolean => integrations.some((each) => each.kind === kind);
  const isRemote = integrations.some(
    ({ kind, place, isIdle }) => kind === 'model' && place === 'elsewhere' && !isIdle,
  );
  const holds: Partial<Record<Measure, boolean>> = {
    sealedRelay: uses('relay'),
    roles: [...records.all('members')].length > 1,
    localOnly: (records.get('aiSettings', 'ai') ?? defaultAiSettings).localOnly,
    replaced: isRemote,
  };
  return measures.filter((measure) => holds[measure] !== false);
}
