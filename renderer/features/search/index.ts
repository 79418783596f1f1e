export { SearchPage } from './search-page.tsx';
export { useOpenHit } from './use-open-hit.ts';
