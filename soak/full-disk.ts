/**
 * Loaded into the server before its program: at SIGUSR2 its SQLite file may not grow any more for a while, by
 * SQLite's own `max_page_count`. SQLite then answers as on a full disk, SQLITE_FULL in the middle of a
 * transaction. (A small file system would need rights that a test machine does not give.)
 */
import Database from 'libsql';

const open = new Set<Database.Database>();
const { exec } = Database.prototype;
Database.prototype.exec = function (this: Database.Database, sql: string) {
  open.add(this);
  return Reflect.apply(exec, this, [sql]);
};

/** SQLite's own default. */
const mostPages = 4_294_967_294;

/** So long the disk stays full. In milliseconds. */
const lasting = 1_500;

function grow(pages: number): void {
  for (const database of open) {
    try {
      // A file is never made smaller by this: the limit is then what it has.
      database.exec(`pragma max_page_count = ${pages}`);
    } catch {
      open.delete(database);
    }
  }
}

process.on('SIGUSR2', () => {
  grow(1);
  setTimeout(grow, lasting, mostPages);
});
