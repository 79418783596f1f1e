import { useNavigate, useSearch } from '@tanstack/react-router';
import { drop } from '#shared/lib/drop.ts';

/**
 * Whether the form for a new record is open. The address says so (`?new=true`), so that the palette can open
 * it from anywhere and Back closes it.
 */
export function useAdding(): [adding: boolean, setAdding: (adding: boolean) => void] {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const setAdding = (adding: boolean) =>
    drop(navigate({ to: '.', search: adding ? { new: true } : {}, replace: !adding }));
  return ['new' in search && search.new === true, setAdding];
}
