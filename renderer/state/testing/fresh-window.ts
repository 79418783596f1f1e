import { afterAll } from 'vitest';
import { beginWindowAnew } from './begin-window-anew.ts';

// A setup file of the screens' tests: files share a page, as reading all screens in takes longer than most tests of them.

afterAll(beginWindowAnew);
