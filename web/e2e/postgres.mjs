// A throw-away PostgreSQL for the browser suite: a cluster of its own in a temporary folder, reached over a Unix socket in it.
// Like pgtest's, it ends with the program that made it, however that ends. Other than pgtest's it logs every statement: what
// a program looks for is not written, and would not be found in the data.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// The folder of PostgreSQL's programs: on the PATH, or where Debian puts them, the newest first.
function programs() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => b - a).map(v => path.join(debian, v, 'bin')) : [];
  const found = [...(process.env.PATH ?? '').split(':'), ...versions].find(dir => ['initdb', 'postgres', 'pg_dump'].every(p => existsSync(path.join(dir, p))));
  if (!found) throw new Error('no PostgreSQL here: install it (Debian: apt-get install postgresql) or put initdb, postgres and pg_dump on the PATH');
  return found;
}

// PostgreSQL refuses to run as root: root runs it as somebody else.
function somebody() {
  if (process.getuid() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = what => Number(execFileSync('id', [what, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch { /* no such user */ }
  }
  throw new Error('root needs a user postgres or nobody to run PostgreSQL as');
}

// Holds the server for as long as its standard input is open; then the server writes everything out and ends.
const guard = '"$@" </dev/null & pg=$!; read over; kill -INT $pg; wait $pg';

// postgres answers {dsn, folder, log(), dump(), stop(), again(), remove()}. After stop the data lies complete in the folder; again
// starts it on them.
export async function postgres() {
  const bin = programs(), as = somebody(), folder = mkdtempSync(path.join(tmpdir(), 'netanswer-pg-'));
  const env = { PATH: process.env.PATH, LC_ALL: 'C', HOME: folder }, data = path.join(folder, 'data');
  if (as.uid) chownSync(folder, as.uid, as.gid);
  execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'], { ...as, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const settings = ['listen_addresses=', 'fsync=off', 'shared_buffers=32MB', 'logging_collector=off', 'log_destination=stderr', 'log_statement=all', 'log_line_prefix='];
  let log = '', held, ended;
  async function again() {
    held = spawn('/bin/sh', ['-c', guard, 'guard', path.join(bin, 'postgres'), '-D', data, '-k', folder, ...settings.flatMap(s => ['-c', s])],
      { ...as, env, cwd: folder, stdio: ['pipe', 'ignore', 'pipe'], detached: true });
    ended = new Promise(done => held.once('exit', done));
    const before = log.length;
    await new Promise((up, failed) => {
      held.stderr.on('data', part => {
        log += part;
        if (log.includes('ready to accept connections', before)) up();
      });
      ended.then(() => failed(new Error(`PostgreSQL does not start:\n${log}`)));
    });
  }
  await again();
  const stop = async () => {
    held.stdin.end();
    await ended;
  };
  return {
    folder, stop, again,
    dsn: `postgres://test@/postgres?host=${encodeURIComponent(folder)}&sslmode=disable`,
    log: () => log,
    dump: () => execFileSync(path.join(bin, 'pg_dump'), ['-h', folder, '-U', 'test', 'postgres'], { encoding: 'utf8', maxBuffer: 1 << 28 }),
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
