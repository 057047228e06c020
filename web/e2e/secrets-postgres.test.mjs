// On PostgreSQL, its log and dumps too: nothing typed in secret is kept anywhere; see secrets.mjs. It takes three minutes: `make chaos` runs it,
// `make test` the one on SQLite.
import { every } from './look.mjs';
import { kept } from './secrets.mjs';

if (every) kept('PostgreSQL');
