import { isApproved, placeOf } from '#shared/agent/providers.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { isPaused, pauseProblems } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { whyStaysHere } from '#shared/records/stays-here.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import type { Problem } from '#shared/lib/result.ts';

/** A provider with a model to ask. */
export type Askable = ModelProvider & { model: string };

/**
 * Why a provider must not be asked about these contacts; nothing where it may. The shell's egress guard refuses
 * remote models under local-only as well: here the owner is told so before a request is made.
 */
export function refusal(
  records: RecordReader,
  provider: ModelProvider,
  about: readonly string[],
): Problem | undefined {
  if (isPaused(records, 'models')) return pauseProblems.models;
  if (provider.model === undefined || provider.model === '') return problems.noModel;
  const place = placeOf(provider) === 'local' ? 'here' : 'elsewhere';
  const isKeptFrom = (where: 'here' | 'elsewhere') =>
    about.map((id) => whyStaysHere(records, id, where)).find((why) => why !== undefined);
  const kept = isKeptFrom('here');
  if (kept !== undefined) return problems[kept];
  if (place === 'here') return undefined;
  if ((records.get('aiSettings', 'ai') ?? defaultAiSettings).localOnly) return problems.localOnly;
  if (isKeptFrom('elsewhere') !== undefined) return problems.contactStays;
  return isApproved(provider) ? undefined : problems.notApproved;
}

export const problems = {
  noModel: {
    code: 'model.no-model',
    message: 'No model is chosen yet.',
    remedy: 'Choose one in Settings → Assistant.',
  },
  localOnly: {
    code: 'model.local-only',
    message: 'Local-only is on, so no model on another computer was asked.',
    remedy: 'Choose a model on this computer in Settings → Assistant.',
  },
  contactStays: {
    code: 'model.contact-stays',
    message: 'This contact is not for models elsewhere, so no model on another computer was asked.',
    remedy: 'Choose a model on this computer in Settings → Assistant.',
  },
  inBin: {
    code: 'model.in-bin',
    message: 'This contact is in the bin, so no model was asked.',
    remedy: 'Take it out of the bin first.',
  },
  onlyKept: {
    code: 'model.only-kept',
    message: 'What is held about this contact may only be kept for now, so no model was asked.',
    remedy: 'An owner can lift this at the contact, under Privacy.',
  },
  notApproved: {
    code: 'model.not-approved',
    message: 'You have not looked yet at what this model would see. Nothing was sent.',
    remedy: 'Look at it and allow it in Settings → Assistant.',
  },
  none: {
    code: 'model.none',
    message: 'No model is set up.',
    remedy: 'Add one in Settings → Assistant.',
  },
  gone: { code: 'model.gone', message: 'This model is no longer in your list.' },
  wrongShape: {
    code: 'model.wrong-shape',
    message: 'The model’s answer did not have the form that was asked for.',
    remedy: 'Try again, or choose another model.',
  },
} satisfies Record<string, Problem>;
