import type { MailAccount } from './channel.ts';
import type { MailProvider } from './mail-sign-in.ts';

export type MailServer = Pick<MailAccount, 'host' | 'port' | 'security'>;

/** What the owner has to know of a provider before its password works. */
export type MailHint = 'appPassword' | 'microsoft' | 'bridge';

export interface MailPreset extends MailServer {
  hint?: MailHint;
}

const tls = (host: string, hint?: MailHint): MailPreset => {
  return { host, port: 465, security: 'tls', ...(hint && { hint }) };
};
const startTls = (host: string, hint?: MailHint): MailPreset => {
  return { host, port: 587, security: 'starttls', ...(hint && { hint }) };
};

/** By the part behind the @. Nodemailer's own list has few of the providers by which small businesses write. */
const presets: Record<string, MailPreset> = {
  ...of(['gmail.com', 'googlemail.com'], tls('smtp.gmail.com', 'appPassword')),
  ...of(['icloud.com', 'me.com', 'mac.com'], startTls('smtp.mail.me.com', 'appPassword')),
  ...of(
    ['yahoo.com', 'yahoo.de', 'yahoo.fr', 'yahoo.es', 'yahoo.it', 'yahoo.co.uk', 'yahoo.com.br', 'ymail.com'],
    tls('smtp.mail.yahoo.com', 'appPassword'),
  ),
  ...of(['aol.com'], tls('smtp.aol.com', 'appPassword')),
  ...of(
    ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'outlook.de', 'hotmail.de', 'hotmail.fr'],
    startTls('smtp-mail.outlook.com', 'microsoft'),
  ),
  ...of(['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch'], startTls('mail.gmx.net')),
  ...of(['gmx.com'], startTls('mail.gmx.com')),
  ...of(['web.de'], startTls('smtp.web.de')),
  ...of(['t-online.de'], tls('securesmtp.t-online.de')),
  ...of(['posteo.de', 'posteo.net'], tls('posteo.de')),
  ...of(['mailbox.org'], tls('smtp.mailbox.org')),
  ...of(['freenet.de'], tls('mx.freenet.de')),
  ...of(['fastmail.com', 'fastmail.fm'], tls('smtp.fastmail.com', 'appPassword')),
  ...of(['zoho.com', 'zohomail.com'], tls('smtp.zoho.com', 'appPassword')),
  ...of(['zoho.eu', 'zohomail.eu'], tls('smtp.zoho.eu', 'appPassword')),
  // Proton encrypts on the computer: its Bridge is a mail server there.
  ...of(['proton.me', 'protonmail.com', 'pm.me'], {
    host: '127.0.0.1',
    port: 1025,
    security: 'starttls',
    hint: 'bridge',
  }),
  ...of(['orange.fr', 'wanadoo.fr'], tls('smtp.orange.fr')),
  ...of(['free.fr'], tls('smtp.free.fr')),
  ...of(['laposte.net'], tls('smtp.laposte.net')),
  ...of(['libero.it'], tls('smtp.libero.it')),
  ...of(['uol.com.br'], startTls('smtps.uol.com.br')),
  ...of(['terra.com.br'], startTls('smtp.terra.com.br')),
  ...of(['btinternet.com'], tls('mail.btinternet.com')),
  ...of(['comcast.net'], tls('smtp.comcast.net')),
};

/** The server that takes mail of who signs in at a provider, where the address does not say which. */
export const mailServers: Record<MailProvider, MailServer> = {
  google: tls('smtp.gmail.com'),
  microsoft: startTls('smtp.office365.com'),
};

/** The server that takes mail of this address, where its provider is known. */
export function mailPresetFor(address: string): MailPreset | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return Object.hasOwn(presets, domain) ? presets[domain] : undefined;
}

function of(domains: string[], preset: MailPreset): Record<string, MailPreset> {
  return Object.fromEntries(domains.map((domain) => [domain, preset]));
}
