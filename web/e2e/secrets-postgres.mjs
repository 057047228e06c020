// On PostgreSQL, its log and dumps too: nothing typed in secret is kept anywhere; see secrets.mjs. It takes minutes: `make chaos` runs it,
// `make test` the one on SQLite.
import { kept } from './secrets.mjs';

kept('PostgreSQL');
