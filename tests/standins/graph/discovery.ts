import type { Account } from './api.ts';
import type { Answer } from './http.ts';

/** What a token opens, and where the app delivers to. */
export interface Discovery {
  /** What the token is allowed; a test takes away from it. */
  readonly permissions: Set<string>;
  /** `businesses`: nothing is assigned to the user, what the portfolio owns is. */
  how: 'assigned' | 'businesses';
  /** The app's own subscriptions, by object. */
  readonly subscriptions: Map<string, { url: string; fields: string[] }>;
  /** What phones were asked for. */
  readonly askedOfPhone: string[];
  answer(method: string, path: string, body: unknown): Promise<Answer | { code: number } | undefined>;
}

export const appId = '556677889900';
const userId = '122100000000000';
const businessId = '9988776655';

export function createDiscovery(deps: {
  account: Account;
  displayPhoneNumber: string;
  verifiedName: string;
  provesItself(address: string, verifyToken: string): Promise<boolean>;
  /** From now on deliveries go there. */
  setUrl(url: string): void;
}): Discovery {
  const { phoneNumberId, businessAccountId, pageId, instagramId, accessToken } = deps.account;
  const permissions = new Set([
    'whatsapp_business_messaging',
    'whatsapp_business_management',
    'pages_messaging',
    'pages_manage_metadata',
    'pages_read_engagement',
    'pages_read_user_content',
    'pages_manage_engagement',
    'instagram_basic',
    'instagram_manage_messages',
    'instagram_manage_comments',
  ]);
  const subscriptions: Discovery['subscriptions'] = new Map();
  const askedOfPhone: string[] = [];
  const list = (...data: object[]): Answer => ({ status: 200, body: { data, paging: {} } });
  const business = { id: businessAccountId, name: deps.verifiedName };

  async function subscribe(body: unknown): Promise<Answer | { code: number }> {
    const { object, callback_url: url, verify_token: token, fields } = (body ?? {}) as Record<string, string>;
    if (!object || !url || !token || !fields) return { code: 100 };
    if (!(await deps.provesItself(url, token))) return { code: 2200 };
    deps.setUrl(url);
    subscriptions.set(object, { url, fields: fields.split(',') });
    return { status: 200, body: { success: true } };
  }

  function askPhone(body: unknown): Answer | { code: number } {
    const { sync_type: what, messaging_product: product } = (body ?? {}) as Record<string, string>;
    if (product !== 'whatsapp' || (what !== 'history' && what !== 'smb_app_state_sync')) return { code: 100 };
    // Each once.
    if (askedOfPhone.includes(what)) return { code: 100 };
    askedOfPhone.push(what);
    return { status: 200, body: { messaging_product: 'whatsapp', request_id: 'r-1' } };
  }

  const discovery: Discovery = {
    permissions,
    how: 'assigned',
    subscriptions,
    askedOfPhone,
    async answer(method, path, body) {
      switch (`${method} ${path}`) {
        case 'GET me/permissions':
          return list(...Array.from(permissions, (permission) => ({ permission, status: 'granted' })));
        case 'GET me/accounts':
          return list({
            id: pageId,
            name: 'Sample Plumbing',
            access_token: accessToken,
            instagram_business_account: { id: instagramId, username: 'sampleplumbing' },
          });
        case `GET ${userId}/assigned_whatsapp_business_accounts`:
          return discovery.how === 'assigned' ? list(business) : list();
        case 'GET me/businesses':
          return list({ id: businessId, name: 'Sample' });
        case `GET ${businessId}/owned_whatsapp_business_accounts`:
          return list(business);
        case `GET ${businessId}/client_whatsapp_business_accounts`:
          return { code: 10 };
        case `GET ${businessAccountId}/phone_numbers`:
          return list({
            id: phoneNumberId,
            display_phone_number: `+${deps.displayPhoneNumber}`,
            verified_name: deps.verifiedName,
          });
        case 'GET app':
          return { status: 200, body: { id: appId } };
        case `POST ${appId}/subscriptions`:
          return subscribe(body);
        case `POST ${phoneNumberId}/smb_app_data`:
          return askPhone(body);
        default:
          return undefined;
      }
    },
  };
  return discovery;
}
