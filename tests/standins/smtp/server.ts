import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { certificate } from './certificate.ts';

/** An e-mail as it came over the wire. */
export interface TakenMail {
  from: string;
  to: string[];
  raw: string;
  /** Whether the connection was encrypted by then. */
  isSecure: boolean;
  signedInAs: string;
}

/** What a server says in the place of taking something. */
export interface Refusal {
  code: number;
  words: string;
}

export interface SmtpStandin {
  port: number;
  user: string;
  password: string;
  taken: TakenMail[];
  connections: number;
  /** The next sign-in, recipient or message is refused so; several in their order. */
  refuseNext(at: 'auth' | 'rcpt' | 'data', refusal: Refusal): void;
  /** After the next message has come whole the line breaks, and nobody hears what became of it. */
  breakAfterData(): void;
  /** The line breaks in the middle of the next sender's name. */
  breakBeforeData(): void;
  /** The next connection gets no greeting for so long, in milliseconds. */
  greetLate(milliseconds: number): void;
  stop(): Promise<void>;
}

interface Options {
  /** `starttls`: offered; `tls`: from the start; `none`: not at all. */
  security?: 'starttls' | 'tls' | 'none';
  /** The one that was there before. */
  port?: number;
  /** Whether what a provider gave for an hour lets somebody in. */
  takesToken?: (accessToken: string) => boolean;
}

/** A mail server as providers have them, with what they are known for. */
export async function startSmtp({
  security = 'starttls',
  port = 0,
  takesToken = () => false,
}: Options = {}): Promise<SmtpStandin> {
  const [user, password] = ['office@rivera.example', 'app-password-canary-Qw71'];
  const taken: TakenMail[] = [];
  const refusals: Record<'auth' | 'rcpt' | 'data', Refusal[]> = { auth: [], rcpt: [], data: [] };
  let breaks: 'after' | 'before' | undefined;
  let greetsAfter = 0;
  const standin = { connections: 0 };

  const refusalAt = (at: keyof typeof refusals): Error | undefined => {
    const refusal = refusals[at].shift();
    return refusal && Object.assign(new Error(refusal.words), { responseCode: refusal.code });
  };
  /** smtp-server lets nobody end a connection from within a session but by its socket. */
  const lineOf = (session: SMTPServerSession) =>
    [
      ...(
        server as unknown as {
          connections: Set<{ session: SMTPServerSession; _socket: { destroy(): void } }>;
        }
      ).connections,
      // oxlint-disable-next-line no-underscore-dangle -- it gives its socket no other name
    ].find((one) => one.session.id === session.id)?._socket;

  const server = new SMTPServer({
    ...certificate,
    secure: security === 'tls',
    disabledCommands: security === 'none' ? ['STARTTLS'] : [],
    allowInsecureAuth: security === 'none',
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    disableReverseLookup: true,
    onConnect(_session, done) {
      standin.connections++;
      const wait = greetsAfter;
      greetsAfter = 0;
      setTimeout(done, wait);
    },
    onAuth(auth, _session, done) {
      const refusal = refusalAt('auth');
      if (refusal !== undefined) return done(refusal);
      const isToken = auth.method === 'XOAUTH2';
      const fits =
        auth.username === user && (isToken ? takesToken(auth.accessToken ?? '') : auth.password === password);
      if (fits) return done(null, { user });
      done(Object.assign(new Error('5.7.8 Username and Password not accepted'), { responseCode: 535 }));
    },
    onMailFrom(_address, session, done) {
      if (breaks !== 'before') return done();
      breaks = undefined;
      lineOf(session)?.destroy();
    },
    onRcptTo: (_address, _session, done) => done(refusalAt('rcpt')),
    async onData(stream, session, done) {
      const raw = await text(stream);
      const { mailFrom, rcptTo } = session.envelope;
      const refusal = refusalAt('data');
      if (refusal !== undefined) return done(refusal);
      taken.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        raw,
        isSecure: session.secure,
        signedInAs: String(session.user),
      });
      if (breaks !== 'after') return done();
      breaks = undefined;
      lineOf(session)?.destroy();
    },
  });
  server.on('error', () => {});
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port');

  return {
    port: address.port,
    user,
    password,
    taken,
    get connections() {
      return standin.connections;
    },
    refuseNext: (at, refusal) => refusals[at].push(refusal),
    breakAfterData: () => (breaks = 'after'),
    breakBeforeData: () => (breaks = 'before'),
    greetLate: (milliseconds) => (greetsAfter = milliseconds),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
