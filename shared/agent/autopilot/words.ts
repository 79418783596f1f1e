import { normalise } from '#shared/agent/basic/words.ts';

/** The whole message, or its beginning: who asks whether we can stop a leak does not mean the assistant. */
const stop =
  /^(?:(?:please|por favor|bitte) )?(?:stop|stopp|quit|unsubscribe|opt out|leave me alone|baja|basta|alto|dejen? de escribir\w*|no me escrib\w+|pare|parar|parem|sair|nao me escrev\w+|abmelden|aufhoren|hor(?:en sie)? auf|keine nachrichten mehr)(?: (?:it|now|please|messages?|texting|writing|messaging|por favor|ya|ja|bitte|me|all))*$/;
const person =
  /^(?:(?:a |an? real |una |uma |ein(?:en?)? )?(?:human|person|agent|operator|persona|humano|agente|pessoa|atendente|mensch|mitarbeiter|person)(?: please| por favor| bitte)?)$/;

const wantsPerson = new RegExp(
  [
    String.raw`\b(?:human|humano|humana|mensch\w*)\b`,
    String.raw`\b(?:talk|speak|chat) (?:to|with) (?:an? )?(?:real |actual )?(?:person|someone|somebody|agent|owner|manager)`,
    String.raw`\b(?:hablar|comunicarme) con (?:una? )?(?:persona|alguien|encargad[oa]|responsable)`,
    String.raw`\b(?:falar|conversar) com (?:uma? )?(?:pessoa|alguem|atendente|responsavel)`,
    String.raw`\bmit (?:jemande?m?|einer person)\b`,
    String.raw`\b(?:are you|is this|es|eres|e|sind sie|ist das) (?:an?|un|um|ein) (?:bot|robot|robo|roboter|machine|maquina|ai)\b`,
  ].join('|'),
);

/** What ends the assistant's part before any model is asked: in any of the four languages. */
export function stopRequest(text: string): 'stop' | 'human' | undefined {
  const normal = normalise(text);
  if (stop.test(normal)) return 'stop';
  return person.test(normal) || wantsPerson.test(normal) ? 'human' : undefined;
}
