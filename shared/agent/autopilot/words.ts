import { findIntents } from '#shared/agent/basic/intents.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { languages } from '#shared/agent/basic/language.ts';
import { normalise } from '#shared/agent/basic/words.ts';

interface AssistantWords {
  /** Begins the first message of each turn of the assistant (EU AI Act, Art. 50). */
  disclosure(business: string): string;
  /** When a person takes over. */
  handOff: string;
  /** When the customer wants no more of it. */
  stopped: string;
}

export const assistantWords: Record<Language, AssistantWords> = {
  en: {
    disclosure: (business) =>
      `This is the automatic assistant of ${business}. Write “human” to reach a person.`,
    handOff: 'Thank you for your message. A person of our team will answer you here.',
    stopped:
      'All right, the automatic assistant writes no more here. A person of our team will see your message.',
  },
  es: {
    disclosure: (business) =>
      `Le escribe el asistente automático de ${business}. Escriba «persona» para hablar con alguien del equipo.`,
    handOff: 'Gracias por su mensaje. Una persona de nuestro equipo le responderá aquí.',
    stopped:
      'De acuerdo, el asistente automático ya no escribirá aquí. Una persona de nuestro equipo verá su mensaje.',
  },
  pt: {
    disclosure: (business) =>
      `Fala o assistente automático de ${business}. Escreva “pessoa” para falar com alguém da equipa.`,
    handOff: 'Obrigado pela sua mensagem. Uma pessoa da nossa equipa responderá aqui.',
    stopped:
      'Certo, o assistente automático já não escreve aqui. Uma pessoa da nossa equipa verá a sua mensagem.',
  },
  de: {
    disclosure: (business) =>
      `Hier schreibt der automatische Assistent von ${business}. Mit „Mensch“ erreichen Sie eine Person.`,
    handOff: 'Vielen Dank für Ihre Nachricht. Eine Person aus unserem Team antwortet Ihnen hier.',
    stopped:
      'In Ordnung, der automatische Assistent schreibt hier nicht mehr. Eine Person aus unserem Team sieht Ihre Nachricht.',
  },
};

/** The whole message, or its beginning: who asks whether we can stop a leak does not mean the assistant. */
const stop =
  /^(?:(?:please|por favor|bitte) )?(?:stop|stopp|quit|unsubscribe|opt out|leave me alone|baja|basta|alto|dejen? de escribir\w*|no me escrib\w+|pare|parar|parem|sair|nao me escrev\w+|abmelden|aufhoren|hor(?:en sie)? auf|keine nachrichten mehr)(?: (?:it|now|please|messages?|texting|writing|messaging|por favor|ya|ja|bitte|me|all))*$/;
const person =
  /^(?:(?:a |an? real |una |uma |ein(?:en?)? )?(?:human|person|agent|operator|persona|humano|agente|pessoa|atendente|mensch|mitarbeiter|person)(?: please| por favor| bitte)?)$/;

/** What ends the assistant's part before any model is asked: in any of the four languages. */
export function stopRequest(text: string): 'stop' | 'human' | undefined {
  const normal = normalise(text);
  if (stop.test(normal)) return 'stop';
  const asksForPerson =
    person.test(normal) || languages.some((each) => findIntents(text, each).includes('human'));
  return asksForPerson ? 'human' : undefined;
}
