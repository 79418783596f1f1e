import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { metaMomentSchema } from '../moment.ts';
import { adviseOnSendError } from '../../send-errors.ts';
import type { AccountEvent } from '../../events.ts';

type Summary = Pick<AccountEvent, 'summary' | 'severity'>;
type Describe = (value: JsonObject) => Summary;

const describers: Record<string, Describe> = {
  account_update: accountUpdate,
  account_alerts: accountAlert,
  account_review_update: accountReview,
  message_template_status_update: templateStatus,
  message_template_quality_update: (value) =>
    info(
      `The quality of the template “${text(value, 'message_template_name')}” changed from ${words(value, 'previous_quality_score')} to ${words(value, 'new_quality_score')}.`,
    ),
  template_category_update: templateCategory,
  phone_number_name_update: nameUpdate,
  phone_number_quality_update: qualityUpdate,
  user_preferences: userPreferences,
  calls: () => info('WhatsApp reported a call. Plumbline does not take calls; the phone does.'),
  history: () => info('WhatsApp reported on the messages that the phone’s app has kept.'),
  smb_app_state_sync: () => info('WhatsApp reported on the contacts of the phone’s app.'),
  errors: errors,
};

/** What happened to the account, in the owner's words; `undefined` for a field that Plumbline does not know. */
export function describeAccountEvent(field: string, value: Json | undefined): Summary | undefined {
  const describe = Object.hasOwn(describers, field) ? describers[field] : undefined;
  return describe !== undefined && isJsonObject(value) ? describe(value) : undefined;
}

const alertSeverities = new Map<string, Summary['severity']>([
  ['INFORMATIONAL', 'info'],
  ['CRITICAL', 'error'],
]);

function accountAlert(value: JsonObject): Summary {
  const said = text(value, 'alert_description').replace(/\.$/, '') || words(value, 'alert_type');
  return {
    summary: `WhatsApp reports about your account: ${said}.`,
    severity: alertSeverities.get(text(value, 'alert_severity')) ?? 'warning',
  };
}

/** With a moment, the change is to come: `new_category` is what the template is until then. */
function templateCategory(value: JsonObject): Summary {
  const name = `the template “${text(value, 'message_template_name')}”`;
  const change = impendingCategory(value);
  if (change === undefined)
    return info(`Meta changed the category of ${name} to ${words(value, 'new_category')}.`);
  const { category, at } = change;
  const day = at === undefined ? 'soon' : `on ${new Date(at).toISOString().slice(0, 10)}`;
  return warning(
    `Meta will change the category of ${name} from ${words(value, 'new_category')} to ${spoken(category)} ${day}.`,
  );
}

/** What a template’s category will be and from when, where Meta says so beforehand. */
export function impendingCategory(
  value: JsonObject,
): { category: string; at: number | undefined } | undefined {
  const category = text(value, 'correct_category');
  if (category === '' || category === text(value, 'new_category')) return undefined;
  return { category, at: metaMomentSchema.safeParse(value['category_update_timestamp']).data };
}

function accountUpdate(value: JsonObject): Summary {
  const event = text(value, 'event');
  if (event === 'VERIFIED_ACCOUNT') return info('Meta has verified your WhatsApp account.');
  if (event === 'ACCOUNT_RESTRICTION') {
    const what = details(value, 'restriction_type');
    return failure(
      `Meta has restricted your WhatsApp account${what}. See Meta Business Manager for what is still possible.`,
    );
  }
  if (event === 'DISABLED_UPDATE') return accountDisabled(value);
  if (event === 'ACCOUNT_VIOLATION') {
    const what = details(value, 'violation_type');
    return warning(`Meta says that your account broke a WhatsApp policy${what}. See Meta Business Manager.`);
  }
  if (event === 'ACCOUNT_DELETED') return failure('Your WhatsApp Business account was deleted at Meta.');
  return info(`Your WhatsApp account changed: ${words(value, 'event')}.`);
}

function accountDisabled(value: JsonObject): Summary {
  const ban = isJsonObject(value['ban_info']) ? value['ban_info'] : {};
  const state = text(ban, 'waba_ban_state');
  if (state === 'REINSTATE') return info('Meta has lifted the ban: your WhatsApp account works again.');
  if (state === 'SCHEDULE_FOR_DISABLE') {
    return failure(
      `Meta will disable your WhatsApp account on ${text(ban, 'waba_ban_date') || 'a date not given'}. Appeal in Meta Business Manager.`,
    );
  }
  return failure('Meta has disabled your WhatsApp account. Appeal in Meta Business Manager.');
}

function accountReview(value: JsonObject): Summary {
  const decision = text(value, 'decision');
  if (decision === 'APPROVED') return info('Meta has approved your WhatsApp account.');
  if (decision === 'REJECTED')
    return failure('Meta has rejected your WhatsApp account. See Meta Business Manager.');
  return info(`Meta’s review of your WhatsApp account: ${words(value, 'decision')}.`);
}

function templateStatus(value: JsonObject): Summary {
  const name = `The template “${text(value, 'message_template_name')}”`;
  const reason = text(value, 'reason');
  const why = reason !== '' && reason !== 'NONE' ? ` Reason: ${words(value, 'reason')}.` : '';
  switch (text(value, 'event')) {
    case 'APPROVED':
      return info(`${name} is approved and can be sent.`);
    case 'REJECTED':
      return warning(`${name} was rejected.${why}`);
    case 'PENDING':
      return info(`${name} is being reviewed by Meta.`);
    case 'PAUSED':
      return warning(`${name} is paused because of its low quality.${why}`);
    case 'DISABLED':
      return failure(`${name} is disabled for good.${why}`);
    case 'FLAGGED':
      return warning(`${name} has low quality and may be disabled soon.${why}`);
    case 'REINSTATED':
      return info(`${name} can be sent again.`);
    default:
      return info(`${name} changed: ${words(value, 'event')}.${why}`);
  }
}

function nameUpdate(value: JsonObject): Summary {
  const name = `The name “${text(value, 'requested_verified_name')}” for your number`;
  const decision = text(value, 'decision');
  if (decision === 'APPROVED') return info(`${name} was approved.`);
  if (decision === 'REJECTED') return warning(`${name} was rejected by Meta.`);
  return info(`${name}: ${words(value, 'decision')}.`);
}

function qualityUpdate(value: JsonObject): Summary {
  const limit = text(value, 'current_limit');
  const detail = limit === '' ? '' : ` Current limit: ${words(value, 'current_limit')}.`;
  const event = text(value, 'event');
  if (event === 'FLAGGED')
    return warning(`Customers rate your messages badly, and Meta watches your number.${detail}`);
  if (event === 'UNFLAGGED') return info(`The quality of your number is good again.${detail}`);
  if (event === 'DOWNGRADE') return warning(`Your number may write to fewer new customers a day.${detail}`);
  if (event === 'UPGRADE') return info(`Your number may write to more new customers a day.${detail}`);
  return info(`The quality or limit of your number changed: ${words(value, 'event')}.${detail}`);
}

function userPreferences(value: JsonObject): Summary {
  const list = Array.isArray(value['user_preferences']) ? value['user_preferences'] : [];
  const preference = list.find(isJsonObject) ?? {};
  const phone = text(preference, 'wa_id');
  const who = phone === '' ? 'A customer' : `The customer with the number +${phone}`;
  if (text(preference, 'value') === 'stop')
    return warning(`${who} does not want marketing messages any more.`);
  if (text(preference, 'value') === 'resume') return info(`${who} takes marketing messages again.`);
  return info(`${who} changed which messages they take.`);
}

function errors(value: JsonObject): Summary {
  const code = value['code'];
  if (typeof code !== 'number') return warning('WhatsApp reported a problem without saying which.');
  return failure(adviseOnSendError({ code }, 'whatsapp').sentence);
}

/**
 * A field as text: where Meta puts it, beside the others or within the `…_info` of the event. Several of one kind
 * are joined.
 */
function text(value: JsonObject, key: string): string {
  const found = [value, ...informationOf(value)].flatMap((part) => {
    const field = Object.hasOwn(part, key) ? part[key] : undefined;
    return typeof field === 'string' && field !== '' ? [field] : [];
  });
  return [...new Set(found)].join(', ').slice(0, 300).toWellFormed();
}

function informationOf(value: JsonObject): JsonObject[] {
  return Object.entries(value)
    .filter(([key]) => key.endsWith('_info'))
    .flatMap(([, part]) => (Array.isArray(part) ? part : [part]))
    .filter(isJsonObject);
}

/** Meta's constants as words: `TIER_10K` reads “tier 10k”. */
function words(value: JsonObject, key: string): string {
  return spoken(text(value, key)) || 'no details given';
}

function spoken(constant: string): string {
  return constant.replaceAll('_', ' ').toLowerCase();
}

/** In brackets, where there are any. */
function details(value: JsonObject, key: string): string {
  const said = spoken(text(value, key));
  return said === '' ? '' : ` (${said})`;
}

function info(summary: string): Summary {
  return { summary, severity: 'info' };
}

function warning(summary: string): Summary {
  return { summary, severity: 'warning' };
}

function failure(summary: string): Summary {
  return { summary, severity: 'error' };
}
