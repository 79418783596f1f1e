// Hocuspocus as its documentation starts it: in memory, or with its SQLite extension and its standard debounce.
import { DatabaseSync } from 'node:sqlite';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

/** The extension's own schema and queries, over Node's SQLite: its native module would have to be downloaded. */
class NodeSqlite extends SQLite {
  async onConfigure() {
    this.db = new DatabaseSync(this.configuration.database);
    this.db.exec(this.configuration.schema);
  }
}

const { PORT, SQLITE_FILE } = process.env;
const extensions = SQLITE_FILE === undefined ? [] : [new NodeSqlite({ database: SQLITE_FILE })];
const server = new Server({ port: Number(PORT), address: '127.0.0.1', quiet: true, extensions });
await server.listen();
console.log('ready');
