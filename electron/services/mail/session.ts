import { Readable } from 'node:stream';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { NodemailerError } from 'nodemailer';
import type { MailAccess } from '#shared/bridge/contract.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import { mailServerUrl } from '#shared/domain/channel.ts';
import type { Stream } from '../egress/stream.ts';

/** One conversation with the owner's mail server. */
export interface MailSession {
  /** Encrypts and signs in. */
  open(): Promise<void>;
  /** Hands one e-mail over; it is taken when this resolves. */
  hand(envelope: { from: string; to: string }, message: Buffer): Promise<void>;
  /** All of an e-mail has left, so that the server may have taken it whatever follows. */
  hasLeft(): boolean;
  close(): void;
}

/** `patience`: how long a server may say nothing, in milliseconds. */
export function createMailSession(account: MailAccess, stream: Stream, patience: number): MailSession {
  const { host, port, security, user, password = '', accessToken } = account;
  const connection = new SmtpConnection({
    host,
    port,
    connection: stream,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // A mail program of this computer, such as Proton's Bridge, vouches for itself.
    tls: { rejectUnauthorized: !isLoopback(new URL(mailServerUrl(account))), minVersion: 'TLSv1.2' },
    // Not the name of this computer, which would stand in every e-mail.
    name: '[127.0.0.1]',
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    socketCloseTimeout: 1000,
  });
  const failed = Promise.withResolvers<never>();
  // Whoever waits hears of it; nobody need wait.
  failed.promise.catch(() => {});
  connection.on('error', failed.reject);
  connection.on('end', () => failed.reject(new Error('The connection ended')));
  let left = false;

  /** A step of the connection, which ends in its own answer or in the connection's end. */
  function step<Value>(begin: (done: (error?: NodemailerError | null, value?: Value) => void) => void) {
    const { promise, resolve, reject } = Promise.withResolvers<Value | undefined>();
    begin((error, value) => (error ? reject(error) : resolve(value)));
    return Promise.race([promise, failed.promise]);
  }

  /** By a right that the provider has given for an hour, or by password. */
  function signInBy() {
    if (accessToken === undefined) return { credentials: { user, pass: password } };
    return { method: 'XOAUTH2', user, oauth2: new XOAuth2({ user, accessToken }) };
  }

  return {
    async open() {
      await step((done) => connection.connect(done));
      await step((done) => connection.login(signInBy(), done));
    },
    async hand(envelope, message) {
      const source = Readable.from([message]);
      source.once('end', () => (left = true));
      await step((done) => connection.send({ ...envelope, size: message.length }, source, done));
    },
    hasLeft: () => left,
    close: () => connection.close(),
  };
}
