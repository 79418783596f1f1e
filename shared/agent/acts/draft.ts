import type { Act } from '#shared/domain/act.ts';
import { findKnowledge } from '../retrieval/find.ts';
import { compose } from './compose.ts';
import type { AnswerLanguage } from './languages.ts';
import { readMessage } from './read.ts';
import type { Scene } from './scene.ts';
import { type Want, wantsOf } from './wants.ts';

/** A draft by the built-in assistant: composed text that a person reads before anybody else does. */
export interface ComposedDraft {
  text: string;
  language: AnswerLanguage;
  wants: Want[];
  citations: string[];
}

/**
 * What the records hold for a question, found by search and composed. It answers more than what goes out by itself,
 * because the owner sees what it left out.
 */
export function draftComposed(question: string, scene: Scene, before: readonly string[] = []): ComposedDraft {
  const reading = readMessage(question, scene, before);
  const { language } = reading;
  const wanted = wantsOf(reading);
  for (const acts of [
    reading.acts ?? [],
    foundActs(
      question,
      scene,
      wanted,
      reading.near.map(({ id }) => id),
    ),
  ]) {
    const usable = acts.filter((act) => act.act !== 'choose' && compose([act], scene, language).ok);
    const composed = compose(usable, scene, language, { withTimes: true });
    if (composed.ok) return { ...composed.value, wants: wanted };
  }
  const rest: Act[] = isPersons(wanted)
    ? [{ act: 'handOver', reason: 'notInRecords' }]
    : [
        { act: 'acknowledge', what: 'greeting' },
        { act: 'ask', what: 'whatNeedsDoing' },
      ];
  const composed = compose(rest, scene, language);
  return { text: '', language, citations: [], ...(composed.ok && composed.value), wants: wanted };
}

function foundActs(question: string, scene: Scene, wanted: readonly Want[], ids: string[]): Act[] {
  if (isPersons(wanted)) return [];
  const [known] = findKnowledge(scene.answers, question);
  const [serviceId] = ids;
  const isAboutVisit = wanted.includes('booking');
  return [
    ...(wanted.includes('hours') ? [{ act: 'hours' } as const] : []),
    ...(wanted.includes('location') ? [{ act: 'area' } as const] : []),
    ...(known === undefined ? [] : [{ act: 'knowledge', knowledgeId: known.row.id } as const]),
    ...(serviceId === undefined || (isAboutVisit && !wanted.includes('price'))
      ? []
      : [{ act: 'price', serviceIds: ids.slice(0, 5) } as const]),
    ...(wanted.includes('price') && serviceId === undefined ? [{ act: 'services' } as const] : []),
    ...(isAboutVisit ? [{ act: 'slots', ...(ids.length === 1 && { serviceId }) } as const] : []),
  ];
}

function isPersons(wanted: readonly Want[]): boolean {
  return wanted.some((want) => want === 'complaint' || want === 'change' || want === 'human');
}
