import { createContext } from 'react';

/** Which heading a `Section` takes: under a page's h1 it is h2, in a detail, which has an h2 of its own, h3. */
export const HeadingLevel = createContext<'h2' | 'h3'>('h2');
