import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A field of which nobody else reads what is typed. Mantine’s tells its error in words alone; this one is marked too. */
export function SecretInput(props: PasswordInputProps) {
  const { error } = props;
  const isWrong = error !== undefined && error !== null && error !== false && error !== '';
  return <PasswordInput aria-invalid={isWrong || undefined} {...props} />;
}
