// What each row of the table of screens shows, and what can be done there without scripts: screens.test.mjs walks them in this order.
import { inside } from './screens-inside.mjs';
import { outside } from './screens-outside.mjs';

// heading and content of each row, and what can be done there without scripts
export const rows = { ...outside, ...inside };
