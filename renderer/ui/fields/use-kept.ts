import { useContext, useState } from 'react';
import { UnsavedShelf } from './keeps-unsaved.tsx';

/** Words that are typed and not yet used for anything: there again after the window was locked or loaded anew. */
export function useKeptWords(name: string): [string, (words: string) => void] {
  const shelf = useContext(UnsavedShelf);
  const place = `${shelf?.place ?? ''}/${name}`;
  const [words, setWords] = useState(() => (shelf?.kept.get(place) as string | undefined) ?? '');

  function keep(typed: string): void {
    setWords(typed);
    if (typed === '') shelf?.kept.delete(place);
    else shelf?.kept.set(place, typed);
  }

  return [words, keep];
}
