import { expect, test } from 'vitest';
import {
  previewTemplate,
  templateFields,
  templateObstacle,
} from '#shared/channels/meta/whatsapp/templates.ts';
import {
  templateBody,
  type TemplateButton,
  type TemplateDraft,
  templateDraftProblem,
  templateDraftSchema,
} from './template-draft.ts';

const draft: TemplateDraft = {
  name: 'winter_offer',
  category: 'MARKETING',
  language: 'en_GB',
  header: 'For {{first_name}}',
  body: 'Ten percent off until {{day}} for you.',
  footer: 'Rivera Heating',
  buttons: [
    { kind: 'url', text: 'See it', url: 'https://rivera.example/offer' },
    { kind: 'reply', text: 'Tell me more' },
    { kind: 'phone', text: 'Call us', phone: '+442079460958' },
    { kind: 'reply', text: 'Not now' },
  ],
  examples: { first_name: 'Ana', day: 'Friday' },
};

test('a heading and buttons are handed in as Meta takes them, answers side by side, and can be sent once approved', () => {
  expect(templateDraftSchema.parse(draft)).toEqual(draft);
  expect(templateDraftProblem(draft)).toBeUndefined();
  const { components } = templateBody(draft);
  expect(components[0]).toEqual({
    type: 'HEADER',
    format: 'TEXT',
    text: 'For {{first_name}}',
    example: { header_text_named_params: [{ param_name: 'first_name', example: 'Ana' }] },
  });
  expect(components.at(-1)).toEqual({
    type: 'BUTTONS',
    buttons: [
      { type: 'QUICK_REPLY', text: 'Tell me more' },
      { type: 'QUICK_REPLY', text: 'Not now' },
      { type: 'URL', text: 'See it', url: 'https://rivera.example/offer' },
      { type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+442079460958' },
    ],
  });
  const approved = {
    ...templateBody(draft),
    id: 'x',
    businessAccountId: 'w',
    status: 'APPROVED',
    statusAt: 0,
  };
  expect(templateObstacle(approved)).toBeUndefined();
  expect(templateFields(approved).map(({ key }) => key)).toEqual(['header:first_name', 'body:day']);
  const shown = previewTemplate(approved, { 'header:first_name': 'Ana', 'body:day': 'Friday' });
  expect(shown).toMatchObject({
    header: 'For Ana',
    buttons: ['Tell me more', 'Not now', 'See it', 'Call us'],
  });
});

test('what Meta would refuse of a heading or a button is told at its field', () => {
  const problem = (more: Partial<TemplateDraft>) => templateDraftProblem({ ...draft, ...more })?.field;
  const reply = (text: string): TemplateButton => ({ kind: 'reply', text });
  expect(problem({ header: '{{first_name}} and {{day}}' })).toBe('header');
  expect(problem({ header: 'Today *only*' })).toBe('header');
  expect(problem({ header: 'A gift 🎁' })).toBe('header');
  expect(problem({ header: 'For {{other}}' })).toBe('examples');
  expect(problem({ buttons: [reply('Yes'), reply('yes ')] })).toBe('buttons');
  const phone = { kind: 'phone', phone: '+442079460958' } as const;
  expect(
    problem({
      buttons: [
        { ...phone, text: 'Call' },
        { ...phone, text: 'Ring' },
      ],
    }),
  ).toBe('buttons');
  const broken = { ...draft, buttons: [{ kind: 'url', text: 'See', url: 'http://rivera.example' }] };
  expect(templateDraftSchema.safeParse(broken).error?.issues[0]?.path).toEqual(['buttons', 0, 'url']);
});
