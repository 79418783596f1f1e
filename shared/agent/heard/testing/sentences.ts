import type { DangerKind } from '#shared/domain/danger.ts';

/** What a language's words are tried on, put together from parts; what measures them is written by others. */
export interface Sentences {
  dangers: { kind: DangerKind; who: string[]; what: string[]; forms: string[] }[];
  short: string[];
  services: string[];
  asking: string[];
  ordinary: string[];
  stop: string[];
  person: string[];
  robot: string[];
}

export function dangersOf({ dangers, short }: Sentences): string[] {
  const made = dangers.flatMap(({ who, what, forms }) =>
    forms.flatMap((form) => who.flatMap((one) => what.map((thing) => filled(form, one, thing)))),
  );
  return [...made, ...short];
}

export function ordinaryOf({ services, asking, ordinary }: Sentences): string[] {
  return [...asking.flatMap((form) => services.map((service) => form.replace('{x}', service))), ...ordinary];
}

function filled(form: string, who: string, what: string): string {
  return form.replace('{a}', who).replace('{b}', what).trim();
}
