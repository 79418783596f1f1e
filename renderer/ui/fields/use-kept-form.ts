import { useState } from 'react';
import { useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { useShelf } from './keeps-unsaved.tsx';
import { isAlike } from './use-kept.ts';

interface KeptForm<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  /** It is done with, or the owner has closed it: the next one begins anew. */
  forget(): void;
}

interface KeptFormOptions<Values extends Record<string, unknown>> {
  initialValues: Values;
  validate?: UseFormInput<Values>['validate'];
  /** Passwords and tokens: typed again rather than kept. */
  secrets?: readonly (keyof Values & string)[];
}

/**
 * A form in which what was typed is there again after the window was locked or loaded anew; the rest of it shows what
 * is stored by then. `name`: what it makes or changes.
 */
export function useKeptForm<Values extends Record<string, unknown>>(
  name: string,
  { initialValues, validate = {}, secrets = [] }: KeptFormOptions<Values>,
): KeptForm<Values> {
  const shelf = useShelf();
  const [begin] = useState(initialValues);
  const form = useForm<Values>({
    initialValues: { ...begin, ...(shelf.get(name) as Partial<Values> | undefined) },
    validate,
    onValuesChange(values) {
      const typed = Object.entries(values).filter(
        ([field, value]) => !secrets.includes(field) && !isAlike(value, begin[field]),
      );
      if (typed.length === 0) shelf.forget(name);
      else shelf.keep(name, Object.fromEntries(typed));
    },
  });
  return { form, forget: () => shelf.forget(name) };
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
