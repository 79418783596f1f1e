import { useContext } from 'react';
import { useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { UnsavedShelf } from './keeps-unsaved.tsx';

interface KeptForm<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  /** It is done with, or the owner has closed it: the next one begins anew. */
  forget(): void;
}

/** A form whose values are there again after the window was locked or loaded anew. `name`: what it makes. */
export function useKeptForm<Values extends Record<string, unknown>>(
  name: string,
  { initialValues, validate }: { initialValues: Values; validate: UseFormInput<Values>['validate'] },
): KeptForm<Values> {
  const shelf = useContext(UnsavedShelf);
  const place = `${shelf?.place ?? ''}/${name}`;
  const form = useForm<Values>({
    initialValues: { ...initialValues, ...(shelf?.kept.get(place) as Partial<Values> | undefined) },
    validate,
    onValuesChange: (values) => shelf?.kept.set(place, values),
  });
  return { form, forget: () => shelf?.kept.delete(place) };
}

/**
 * Shows what is wrong with single values at their fields, where the form has one for each. `names`: the form's name
 * of a field that is called otherwise in what was given.
 */
export function takeFieldProblems(
  form: { values: object; setErrors(errors: Record<string, string>): void },
  problem: Problem,
  names: Record<string, string> = {},
): void {
  const errors = (problem.fields ?? []).map(({ path, message }) => {
    const step = path.find((each) => (names[each] ?? each) in form.values);
    return [step && (names[step] ?? step), message] as const;
  });
  if (errors.length === 0 || errors.some(([field]) => field === undefined)) return;
  form.setErrors(Object.fromEntries(errors) as Record<string, string>);
  showInPlace(problem);
}
