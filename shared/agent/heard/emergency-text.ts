import type { Business } from '#shared/domain/business.ts';
import type { Danger, DangerKind, HeardLanguage } from '#shared/domain/danger.ts';
import type { EmergencySettings } from '#shared/domain/emergency.ts';
import { emergencyNumber, isOwnEmergency } from '#shared/domain/emergency.ts';

interface Words {
  call(number: string): string;
  own(number: string): string;
  alerted: string;
  /** What to do until somebody comes; nothing where the call says it all. */
  advice: Partial<Record<DangerKind, string>>;
  /** Whether somebody wants no more messages at all. */
  stopQuestion: string;
}

/**
 * What a customer in danger is told at once: whom to call, what to do, that the team knows. The owner's own text is
 * said word for word in place of it.
 */
export function emergencyText(
  { kind, language }: Pick<Danger, 'kind' | 'language'>,
  { country, trade, phone }: Pick<Business, 'country' | 'trade' | 'phone'>,
  settings: EmergencySettings = {},
): string {
  if (settings.text !== undefined) return settings.text;
  const words = emergencyWords[language];
  const ownNumber = settings.ownNumber ?? (isOwnEmergency(trade, kind) ? phone : undefined);
  return [
    words.call(settings.number ?? emergencyNumber(country, kind)),
    words.advice[kind],
    words.alerted,
    ownNumber === undefined ? undefined : words.own(ownNumber),
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}

/** Asks once whether a word for stop was meant so. */
export function stopQuestionText(language: HeardLanguage): string {
  return emergencyWords[language].stopQuestion;
}

const emergencyWords: Record<HeardLanguage, Words> = {
  en: {
    call: (number) => `If anybody is in danger, call ${number} now.`,
    own: (number) => `You can also call us: ${number}.`,
    alerted: 'Our team has been alerted. This message was sent automatically.',
    advice: {
      gas: 'No flames and no switches, open the windows, close the gas tap if you can, and go outside.',
      fire: 'Leave the building and close the doors behind you.',
      electricity:
        'Touch nothing, keep away from water, and switch off the main switch if it is safe to reach.',
      water: 'Close the main water tap and keep away from sockets and lights.',
      carbonMonoxide: 'Go out into the open air at once and leave the heating off.',
      injury: 'Stay with the person until help comes.',
      threat: 'Go to a safe place if you can.',
      wishToDie: 'You are not alone: please talk to somebody there now.',
      trapped: 'Keep calm and stay reachable.',
      collapse: 'Leave the room and keep everybody out.',
    },
    stopQuestion: 'Do you want no more messages from us? Please answer “yes” or “no”.',
  },
  es: {
    call: (number) => `Si hay alguien en peligro, llame ahora al ${number}.`,
    own: (number) => `También puede llamarnos: ${number}.`,
    alerted: 'Hemos avisado a nuestro equipo. Este mensaje se ha enviado automáticamente.',
    advice: {
      gas: 'Sin llamas ni interruptores: abra las ventanas, cierre la llave del gas si puede y salga.',
      fire: 'Salga del edificio y cierre las puertas al salir.',
      electricity:
        'No toque nada, aléjese del agua y corte la corriente general si puede hacerlo sin riesgo.',
      water: 'Cierre la llave general del agua y aléjese de enchufes y lámparas.',
      carbonMonoxide: 'Salga enseguida al aire libre y deje la calefacción apagada.',
      injury: 'Quédese con la persona hasta que llegue la ayuda.',
      threat: 'Vaya a un lugar seguro si puede.',
      wishToDie: 'No está solo: hable ahora con alguien allí, por favor.',
      trapped: 'Mantenga la calma y el teléfono a mano.',
      collapse: 'Salga de la habitación y que no entre nadie.',
    },
    stopQuestion: '¿No quiere recibir más mensajes nuestros? Responda «sí» o «no», por favor.',
  },
  pt: {
    call: (number) => `Se alguém está em perigo, ligue já para ${number}.`,
    own: (number) => `Também pode ligar para nós: ${number}.`,
    alerted: 'A nossa equipa foi avisada. Esta mensagem foi enviada automaticamente.',
    advice: {
      gas: 'Sem chamas nem interruptores: abra as janelas, feche a torneira do gás se puder e saia.',
      fire: 'Saia do edifício e feche as portas ao sair.',
      electricity: 'Não toque em nada, afaste-se da água e desligue o quadro geral se for seguro.',
      water: 'Feche a torneira geral da água e afaste-se de tomadas e lâmpadas.',
      carbonMonoxide: 'Saia já para o ar livre e deixe o aquecimento desligado.',
      injury: 'Fique junto da pessoa até chegar ajuda.',
      threat: 'Vá para um lugar seguro se puder.',
      wishToDie: 'Não está só: por favor, fale agora com alguém nesse número.',
      trapped: 'Mantenha a calma e o telefone por perto.',
      collapse: 'Saia da divisão e não deixe ninguém entrar.',
    },
    stopQuestion: 'Não quer receber mais mensagens nossas? Responda “sim” ou “não”, por favor.',
  },
  de: {
    call: (number) => `Ist jemand in Gefahr, rufen Sie jetzt ${number} an.`,
    own: (number) => `Sie erreichen uns auch unter ${number}.`,
    alerted: 'Unser Team ist alarmiert. Diese Nachricht wurde automatisch gesendet.',
    advice: {
      gas: 'Kein Feuer, keine Schalter: Fenster öffnen, wenn möglich den Gashahn schließen, und nach draußen gehen.',
      fire: 'Verlassen Sie das Gebäude und schließen Sie die Türen hinter sich.',
      electricity:
        'Nichts anfassen, weg vom Wasser, und die Hauptsicherung ausschalten, wenn das gefahrlos geht.',
      water: 'Schließen Sie den Haupthahn und bleiben Sie weg von Steckdosen und Lampen.',
      carbonMonoxide: 'Gehen Sie sofort ins Freie und lassen Sie die Heizung aus.',
      injury: 'Bleiben Sie bei der Person, bis Hilfe kommt.',
      threat: 'Gehen Sie an einen sicheren Ort, wenn Sie können.',
      wishToDie: 'Sie sind nicht allein: Bitte sprechen Sie jetzt dort mit jemandem.',
      trapped: 'Bleiben Sie ruhig und erreichbar.',
      collapse: 'Verlassen Sie den Raum und lassen Sie niemanden hinein.',
    },
    stopQuestion: 'Möchten Sie keine Nachrichten mehr von uns? Bitte antworten Sie mit „Ja“ oder „Nein“.',
  },
  fr: {
    call: (number) => `Si quelqu’un est en danger, appelez tout de suite le ${number}.`,
    own: (number) => `Vous pouvez aussi nous appeler : ${number}.`,
    alerted: 'Notre équipe est prévenue. Ce message a été envoyé automatiquement.',
    advice: {
      gas: 'Ni flamme ni interrupteur : ouvrez les fenêtres, fermez le robinet du gaz si vous pouvez, et sortez.',
      fire: 'Sortez du bâtiment et fermez les portes derrière vous.',
      electricity:
        'Ne touchez à rien, restez loin de l’eau et coupez le disjoncteur général si c’est sans risque.',
      water: 'Fermez l’arrivée d’eau et restez loin des prises et des lampes.',
      carbonMonoxide: 'Sortez immédiatement à l’air libre et laissez le chauffage éteint.',
      injury: 'Restez auprès de la personne jusqu’à l’arrivée des secours.',
      threat: 'Mettez-vous en lieu sûr si vous le pouvez.',
      wishToDie: 'Vous n’êtes pas seul : parlez maintenant à quelqu’un à ce numéro.',
      trapped: 'Restez calme et joignable.',
      collapse: 'Quittez la pièce et ne laissez entrer personne.',
    },
    stopQuestion: 'Ne voulez-vous plus recevoir de messages de notre part ? Répondez « oui » ou « non ».',
  },
  it: {
    call: (number) => `Se qualcuno è in pericolo, chiami subito il ${number}.`,
    own: (number) => `Può anche chiamare noi: ${number}.`,
    alerted: 'Il nostro team è stato avvisato. Questo messaggio è stato inviato automaticamente.',
    advice: {
      gas: 'Niente fiamme né interruttori: apra le finestre, chiuda il rubinetto del gas se può, ed esca.',
      fire: 'Esca dall’edificio e chiuda le porte dietro di sé.',
      electricity:
        'Non tocchi nulla, stia lontano dall’acqua e stacchi la corrente generale se può farlo senza rischi.',
      water: 'Chiuda il rubinetto generale dell’acqua e stia lontano da prese e lampade.',
      carbonMonoxide: 'Esca subito all’aria aperta e lasci spento il riscaldamento.',
      injury: 'Resti accanto alla persona finché arrivano i soccorsi.',
      threat: 'Vada in un luogo sicuro, se può.',
      wishToDie: 'Non è solo: per favore, parli adesso con qualcuno a quel numero.',
      trapped: 'Mantenga la calma e resti raggiungibile.',
      collapse: 'Esca dalla stanza e non faccia entrare nessuno.',
    },
    stopQuestion: 'Non vuole più ricevere messaggi da noi? Risponda “sì” o “no”, per favore.',
  },
};
