// All browser tests, four files at once (they wait as much as they work; three where the whole browser has to do it all), the longest first: what is
// left to run alone at the end holds up everybody. `node --test` goes by the alphabet.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { executable, whole } from './lib.mjs';

const LONG = ['secrets', 'call', 'scan', 'screens', 'procedures', 'keyboard', 'vault', 'proof', 'brand', 'around'];   // of a minute and more; then by size

const files = readdirSync(import.meta.dirname).filter(name => name.endsWith('.test.mjs')).map(name => {
  const file = path.join(import.meta.dirname, name), rank = LONG.indexOf(name.split('.')[0]);
  return { file, rank: rank < 0 ? LONG.length : rank, size: statSync(file).size };
}).sort((a, b) => a.rank - b.rank || b.size - a.size).map(({ file }) => file);

run({ files, concurrency: executable === whole ? 3 : 4 }).on('test:fail', () => { process.exitCode = 1; }).compose(new spec()).pipe(process.stdout);
