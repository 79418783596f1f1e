import { z } from 'zod';

/** A token is opaque: it names an option to us and says nothing to anybody else. */
const tokenSchema = z.string().min(1).max(200);
const titleSchema = z.string().min(1).max(300);

/** What a customer can tap or write instead of a sentence of their own. */
export interface Choice {
  /** What is asked, above the options. */
  text: string;
  options: ChoiceOption[];
  /** Leads to the options that do not fit; only shown where some do not. */
  more?: ChoiceOption | undefined;
  /** On the button that opens a list, where a channel has lists. */
  open: string;
}

export interface ChoiceOption {
  token: string;
  title: string;
  description?: string | undefined;
}

const buttonSchema = z.object({ token: tokenSchema, title: titleSchema });
export type ChoiceButton = z.infer<typeof buttonSchema>;
const rowSchema = buttonSchema.extend({ description: titleSchema.optional() });

/** A choice as a channel shows it. Where buttons may not be seen, `text` has the options too, by number. */
export const renderedChoiceSchema = z.discriminatedUnion('form', [
  z.object({ form: z.literal('buttons'), text: z.string().min(1), buttons: z.array(buttonSchema) }),
  z.object({
    form: z.literal('list'),
    text: z.string().min(1),
    open: z.string().min(1),
    rows: z.array(rowSchema),
  }),
  z.object({ form: z.literal('quickReplies'), text: z.string().min(1), replies: z.array(buttonSchema) }),
  z.object({
    form: z.literal('cards'),
    cards: z.array(z.object({ title: z.string().min(1), buttons: z.array(buttonSchema) })),
  }),
  z.object({ form: z.literal('text'), text: z.string().min(1) }),
]);
export type RenderedChoice = z.infer<typeof renderedChoiceSchema>;
