// secsync-server leaves storage to its user: here Node's SQLite, each update in a commit of its own, as its
// interface asks for one at a time; on disk before it is acknowledged.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { DatabaseSync } from 'node:sqlite';
import { WebSocketServer } from 'ws';

// The ES modules of secsync import without extensions, which Node does not resolve.
const require = createRequire(import.meta.url);
const { createWebSocketConnection } = require('secsync-server');
await require('libsodium-wrappers').ready;

const database = new DatabaseSync(process.env.SQLITE_FILE);
database.exec(`
  pragma journal_mode = wal;
  pragma synchronous = full;
  create table updates (document text, id integer primary key, content text);
  create index by_document on updates (document);
`);
const insert = database.prepare('insert into updates (document, content) values (?, ?)');
const select = database.prepare('select content from updates where document = ? order by id');

const connected = createWebSocketConnection({
  async getDocument({ documentId }) {
    return { updates: select.all(documentId).map(({ content }) => JSON.parse(content)) };
  },
  async createSnapshot({ snapshot }) {
    return snapshot;
  },
  async createUpdate({ update }) {
    insert.run(update.publicData.docId, JSON.stringify(update));
    return update;
  },
  hasAccess: async () => true,
  hasBroadcastAccess: async ({ websocketSessionKeys }) => websocketSessionKeys.map(() => true),
  logging: 'error',
});

const server = createServer();
new WebSocketServer({ server }).on('connection', (socket, request) => {
  connected(socket, request).catch((error) => console.error(error));
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
