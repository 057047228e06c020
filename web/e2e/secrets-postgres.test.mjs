// On PostgreSQL, its log and dumps too: nothing typed in secret is kept anywhere; see secrets.mjs.
import { kept } from './secrets.mjs';

kept('PostgreSQL');
