import type { PageLanguage } from '../languages.ts';

/** What the chat on a site of the owner's says by itself. */
export interface ChatWords {
  open: string;
  close: string;
  title: string;
  lock: string;
  write: string;
  send: string;
  sending: string;
  theirs: string;
  yours: string;
  name: string;
  reach: string;
  reachHint: string;
  leave: string;
  left: string;
  reachLine: string;
  empty: string;
  notSent: string;
  tooMany: string;
  wrongKey: string;
  tooOld: string;
}

export const chatWords: Record<PageLanguage, ChatWords> = {
  en: {
    open: 'Write to us',
    close: 'Close the chat',
    title: 'Chat with {name}',
    lock: 'Sealed in your browser: only {name} can read it.',
    write: 'Your message',
    send: 'Send',
    sending: 'Sealing and sending …',
    theirs: '{name} writes:',
    yours: 'You:',
    name: 'Your name',
    reach: 'Phone or email',
    reachHint: 'Answers come here while this page is open. Leave a number or an address for later.',
    leave: 'Send my details',
    left: 'They can reach you at {reach}.',
    reachLine: 'You can reach me at {reach}.',
    empty: 'Write something first.',
    notSent: 'It was not sent. Try again in a moment.',
    tooMany: 'Too many messages came from here. Try again in an hour.',
    wrongKey: 'This chat cannot be used: its key is not the one that this site names.',
    tooOld: 'This browser is too old to seal what you type.',
  },
  de: {
    open: 'Schreiben Sie uns',
    close: 'Chat schließen',
    title: 'Chat mit {name}',
    lock: 'In Ihrem Browser versiegelt: Nur {name} kann es lesen.',
    write: 'Ihre Nachricht',
    send: 'Senden',
    sending: 'Wird versiegelt und gesendet …',
    theirs: '{name} schreibt:',
    yours: 'Sie:',
    name: 'Ihr Name',
    reach: 'Telefon oder E-Mail',
    reachHint:
      'Antworten kommen hier an, solange diese Seite offen ist. Für später hinterlassen Sie eine Nummer oder Adresse.',
    leave: 'Angaben senden',
    left: 'Sie sind erreichbar unter {reach}.',
    reachLine: 'Sie erreichen mich unter {reach}.',
    empty: 'Schreiben Sie zuerst etwas.',
    notSent: 'Es wurde nicht gesendet. Versuchen Sie es gleich noch einmal.',
    tooMany: 'Von hier kamen zu viele Nachrichten. Versuchen Sie es in einer Stunde wieder.',
    wrongKey: 'Dieser Chat ist nicht benutzbar: Sein Schlüssel ist nicht der, den diese Seite nennt.',
    tooOld: 'Dieser Browser ist zu alt, um zu versiegeln, was Sie schreiben.',
  },
  es: {
    open: 'Escríbanos',
    close: 'Cerrar el chat',
    title: 'Chat con {name}',
    lock: 'Sellado en su navegador: solo {name} puede leerlo.',
    write: 'Su mensaje',
    send: 'Enviar',
    sending: 'Sellando y enviando …',
    theirs: '{name} escribe:',
    yours: 'Usted:',
    name: 'Su nombre',
    reach: 'Teléfono o correo',
    reachHint:
      'Las respuestas llegan aquí mientras esta página esté abierta. Deje un número o una dirección para después.',
    leave: 'Enviar mis datos',
    left: 'Pueden contactarle en {reach}.',
    reachLine: 'Puede contactarme en {reach}.',
    empty: 'Escriba algo primero.',
    notSent: 'No se ha enviado. Inténtelo de nuevo en un momento.',
    tooMany: 'Han llegado demasiados mensajes desde aquí. Inténtelo en una hora.',
    wrongKey: 'Este chat no puede usarse: su clave no es la que nombra este sitio.',
    tooOld: 'Este navegador es demasiado antiguo para sellar lo que escribe.',
  },
  fr: {
    open: 'Écrivez-nous',
    close: 'Fermer le chat',
    title: 'Chat avec {name}',
    lock: 'Scellé dans votre navigateur : seul {name} peut le lire.',
    write: 'Votre message',
    send: 'Envoyer',
    sending: 'Scellement et envoi …',
    theirs: '{name} écrit :',
    yours: 'Vous :',
    name: 'Votre nom',
    reach: 'Téléphone ou e-mail',
    reachHint:
      'Les réponses arrivent ici tant que cette page est ouverte. Laissez un numéro ou une adresse pour la suite.',
    leave: 'Envoyer mes coordonnées',
    left: 'On peut vous joindre à {reach}.',
    reachLine: 'Vous pouvez me joindre à {reach}.',
    empty: 'Écrivez d’abord quelque chose.',
    notSent: 'Rien n’a été envoyé. Réessayez dans un instant.',
    tooMany: 'Trop de messages sont venus d’ici. Réessayez dans une heure.',
    wrongKey: 'Ce chat est inutilisable : sa clé n’est pas celle que ce site indique.',
    tooOld: 'Ce navigateur est trop ancien pour sceller ce que vous écrivez.',
  },
  it: {
    open: 'Ci scriva',
    close: 'Chiudi la chat',
    title: 'Chat con {name}',
    lock: 'Sigillato nel suo browser: solo {name} può leggerlo.',
    write: 'Il suo messaggio',
    send: 'Invia',
    sending: 'Sigillo e invio …',
    theirs: '{name} scrive:',
    yours: 'Lei:',
    name: 'Il suo nome',
    reach: 'Telefono o e-mail',
    reachHint:
      'Le risposte arrivano qui finché questa pagina è aperta. Lasci un numero o un indirizzo per dopo.',
    leave: 'Invia i miei dati',
    left: 'La possono raggiungere a {reach}.',
    reachLine: 'Può raggiungermi a {reach}.',
    empty: 'Prima scriva qualcosa.',
    notSent: 'Non è stato inviato. Riprovi tra un momento.',
    tooMany: 'Da qui sono arrivati troppi messaggi. Riprovi tra un’ora.',
    wrongKey: 'Questa chat non è utilizzabile: la sua chiave non è quella indicata da questo sito.',
    tooOld: 'Questo browser è troppo vecchio per sigillare ciò che scrive.',
  },
  pt: {
    open: 'Escreva-nos',
    close: 'Fechar o chat',
    title: 'Chat com {name}',
    lock: 'Selado no seu navegador: só {name} o pode ler.',
    write: 'A sua mensagem',
    send: 'Enviar',
    sending: 'A selar e a enviar …',
    theirs: '{name} escreve:',
    yours: 'Você:',
    name: 'O seu nome',
    reach: 'Telefone ou e-mail',
    reachHint:
      'As respostas chegam aqui enquanto esta página estiver aberta. Deixe um número ou um endereço para depois.',
    leave: 'Enviar os meus dados',
    left: 'Podem contactá-lo em {reach}.',
    reachLine: 'Pode contactar-me em {reach}.',
    empty: 'Escreva algo primeiro.',
    notSent: 'Não foi enviado. Tente de novo daqui a pouco.',
    tooMany: 'Chegaram demasiadas mensagens daqui. Tente daqui a uma hora.',
    wrongKey: 'Este chat não pode ser usado: a sua chave não é a que este site indica.',
    tooOld: 'Este navegador é demasiado antigo para selar o que escreve.',
  },
};
