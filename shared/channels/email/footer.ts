/** What stands under an advertisement, by the language of who gets it. */
const unsubscribe: Record<string, string> = {
  en: 'You no longer want e-mails like this?',
  de: 'Sie möchten keine solchen E-Mails mehr?',
  es: '¿Ya no quiere recibir correos como este?',
  fr: 'Vous ne souhaitez plus recevoir ce type d’e-mail ?',
  it: 'Non vuole più ricevere e-mail come questa?',
  pt: 'Não quer mais receber e-mails como este?',
};

/** The words of an advertisement with the way out under them. `language`: ISO 639, maybe with a region. */
export function withWayOut(text: string, url: string, language: string): string {
  const words = unsubscribe[language.slice(0, 2).toLowerCase()] ?? unsubscribe['en'];
  return `${text}\n\n—\n${words}\n${url}`;
}
