import type { HttpAnswer } from '../http/messages.ts';

interface Words {
  title: string;
  ask: string;
  button: string;
  done: string;
  goesOn: string;
  failed: string;
}

/** The page says nothing of who it is about: the relay does not know. */
const words: Record<string, Words> = {
  en: {
    title: 'Unsubscribe',
    ask: 'Do you want no more advertising by e-mail from this business?',
    button: 'Unsubscribe',
    done: 'You get no more advertising by e-mail from this business. It can take a few minutes to arrive there.',
    goesOn: 'What belongs to work that you have ordered, such as invoices, still comes.',
    failed: 'That did not work just now. Please try again in a few minutes.',
  },
  de: {
    title: 'Abmelden',
    ask: 'Möchten Sie von diesem Betrieb keine Werbung per E-Mail mehr?',
    button: 'Abmelden',
    done: 'Sie erhalten von diesem Betrieb keine Werbung per E-Mail mehr. Es kann einige Minuten dauern, bis das dort ankommt.',
    goesOn: 'Was zu Ihren Aufträgen gehört, etwa Rechnungen, kommt weiterhin.',
    failed: 'Das hat gerade nicht geklappt. Bitte versuchen Sie es in einigen Minuten noch einmal.',
  },
  es: {
    title: 'Darse de baja',
    ask: '¿No quiere recibir más publicidad por correo de esta empresa?',
    button: 'Darme de baja',
    done: 'Ya no recibirá publicidad por correo de esta empresa. Puede tardar unos minutos en llegar allí.',
    goesOn: 'Lo que forma parte de sus encargos, como las facturas, sigue llegando.',
    failed: 'No ha funcionado en este momento. Inténtelo de nuevo en unos minutos.',
  },
  fr: {
    title: 'Se désabonner',
    ask: 'Vous ne voulez plus de publicité par e-mail de cette entreprise ?',
    button: 'Me désabonner',
    done: 'Vous ne recevrez plus de publicité par e-mail de cette entreprise. Cela peut prendre quelques minutes.',
    goesOn: 'Ce qui concerne vos commandes, comme les factures, continue d’arriver.',
    failed: 'Cela n’a pas fonctionné. Veuillez réessayer dans quelques minutes.',
  },
  it: {
    title: 'Annulla iscrizione',
    ask: 'Non vuole più pubblicità via e-mail da questa azienda?',
    button: 'Annulla iscrizione',
    done: 'Non riceverà più pubblicità via e-mail da questa azienda. Possono volerci alcuni minuti.',
    goesOn: 'Ciò che riguarda i suoi lavori, come le fatture, continua ad arrivare.',
    failed: 'Al momento non ha funzionato. Riprovi tra qualche minuto.',
  },
  pt: {
    title: 'Cancelar inscrição',
    ask: 'Não quer mais publicidade por e-mail desta empresa?',
    button: 'Cancelar inscrição',
    done: 'Não vai receber mais publicidade por e-mail desta empresa. Pode demorar alguns minutos a chegar lá.',
    goesOn: 'O que faz parte dos seus serviços, como faturas, continua a chegar.',
    failed: 'Não funcionou agora. Tente novamente dentro de alguns minutos.',
  },
};

export type UnsubscribeStep = 'ask' | 'done' | 'failed';

/** Words and one button: it loads nothing, remembers nobody, and is in no search engine. */
export function unsubscribePage(step: UnsubscribeStep, language: string | null): HttpAnswer {
  const code = Object.hasOwn(words, language ?? '') ? language! : 'en';
  const { title, ask, button, done, goesOn, failed } = words[code]!;
  const form = `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${button}</button></form>`;
  const said = { ask: `<p>${ask}</p>${form}<p>${goesOn}</p>`, done: `<p>${done}</p><p>${goesOn}</p>` };
  const content = step === 'failed' ? `<p>${failed}</p>${form}` : said[step];
  return {
    status: step === 'failed' ? 503 : 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'cache-control': 'no-store',
    },
    body: `<!doctype html>
<html lang="${code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>body{font:17px/1.6 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.6rem 1.2rem;min-height:48px}</style></head>
<body><main><h1>${title}</h1>
${content}
</main></body></html>
`,
  };
}
