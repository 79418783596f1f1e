import { useNavigate, useSearch } from '@tanstack/react-router';
import { ignore } from '#shared/lib/ignore.ts';

/** Whether a room stands open with its form for a new record, which its address says (`?new`), and how to change that. */
export function useAdding(): [adding: boolean, setAdding: (wanted: boolean) => void] {
  const navigate = useNavigate();
  const adding = useSearch({ strict: false }).new === true;
  const setAdding = (wanted: boolean) =>
    ignore(navigate({ to: '.', search: wanted ? { new: true } : {}, replace: !wanted }));
  return [adding, setAdding];
}
