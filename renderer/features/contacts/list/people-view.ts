import { create } from 'zustand';
import {
  type PeopleFilter,
  peopleFilterSchema,
  type PeopleSort,
  type Segment,
} from '#shared/domain/people-filter.ts';
import { equalJson, type Json } from '#shared/lib/json.ts';

/** How the list of people is looked at: what it shows, in which order and columns. */
export interface PeopleView {
  filter: PeopleFilter;
  sort: PeopleSort;
  columns: readonly string[];
}

export const usualColumns = ['phone', 'company', 'tags', 'since'];
const usualView: PeopleView = { filter: {}, sort: { by: 'name' }, columns: usualColumns };

/** It stays while the window is open, whatever room is entered in between. */
export const usePeopleView = create<PeopleView>(() => usualView);

/** Shows other people; what is empty asks for nothing. */
export function filterBy(filter: { [Key in keyof PeopleFilter]?: PeopleFilter[Key] | '' }): void {
  const given = Object.entries(filter).filter(([, value]) => value !== '' && value !== undefined);
  usePeopleView.setState({ filter: peopleFilterSchema.parse(Object.fromEntries(given)) });
}

/** Sorts by a column; once more the other way. */
export function sortBy(by: string): void {
  usePeopleView.setState(({ sort }) => ({
    sort: sort.by === by && sort.down === undefined ? { by, down: true } : { by },
  }));
}

export function showColumn(key: string, isOn: boolean): void {
  usePeopleView.setState(({ columns }) => ({
    columns: isOn ? [...columns, key] : columns.filter((each) => each !== key),
  }));
}

/** Looks at a segment as it was saved; without one at everybody. */
export function showSegment(segment?: Segment): void {
  if (segment === undefined) return usePeopleView.setState(usualView);
  const { filter, sort, columns } = segment;
  usePeopleView.setState({
    // What a newer version asks for and this one does not know is left out.
    filter: peopleFilterSchema.parse(filter),
    sort: sort === undefined ? usualView.sort : { by: sort.by, ...(sort.down && { down: sort.down }) },
    columns: columns ?? usualColumns,
  });
}

/** The segment that the list shows. */
export function segmentOf(filter: PeopleFilter, segments: readonly Segment[]): Segment | undefined {
  return segments.find((segment) => equalJson(segment.filter as Json, filter as Json));
}
