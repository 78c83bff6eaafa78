import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import type { Organization } from '../schema/organization.ts';
import { instant } from './parameters.ts';

const environmentWords = { production: 'Production', sandbox: 'Sandbox', developer: 'Developer' } as const;

/** GET /org (zoho-api.md section 4.1). */
export function answerOrganization(call: ApiCall): Reply {
  const { organization, schema, users } = call.org;
  const [home] = schema.settings.currencies;
  const [admin] = users;
  return json(200, {
    org: [
      {
        ...identity(organization),
        ...postalAddress,
        ...switches,
        primary_email: admin?.email ?? null,
        primary_zuid: admin?.zuid ?? null,
        time_zone: organization.timeZone,
        created_time: instant(call, organization.createdAt),
        currency: home ? `${home.name} - ${home.isoCode}` : null,
        iso_code: home?.isoCode ?? null,
        currency_symbol: home?.symbol ?? null,
        currency_locale: 'en_US',
        mc_status: schema.settings.currencies.length > 1,
        license_details: license(call, organization),
        hierarchy_preferences: { type: 'Role_Hierarchy', strictly_reporting: false },
        checkin_preferences: { restricted_event_types: null },
      },
    ],
  });
}

function identity(organization: Organization) {
  return {
    id: organization.id,
    zgid: organization.zgid,
    ezgid: `e${organization.zgid}`,
    domain_name: organization.domainName,
    company_name: organization.companyName,
    alias: null,
    type: environmentWords[organization.type],
    employee_count: '100',
    description: null,
    photo_id: null,
    website: 'https://zylker.example',
    phone: '+1 555 0100',
    mobile: null,
    fax: null,
  };
}

const postalAddress = {
  street: '4141 Hacienda Drive',
  city: 'Pleasanton',
  state: 'California',
  zip: '94588',
  country: 'United States',
  country_code: 'US',
};

const switches = {
  gapps_enabled: false,
  translation_enabled: false,
  privacy_settings: false,
  hipaa_compliance_enabled: false,
  lite_users_enabled: false,
  deletable_org_account: true,
  oauth_presence: true,
  call_icon: 'crm',
  max_per_page: 200,
  zia_portal_id: null,
  zia_zgid: 0,
};

function license(call: ApiCall, { edition, usersLicensed, createdAt }: Organization) {
  const yearMs = 365 * 86_400_000;
  const elapsedYears = Math.ceil((call.org.clock.now() - createdAt + 1) / yearMs);
  return {
    paid: edition !== 'free',
    paid_type: edition,
    paid_expiry: instant(call, createdAt + elapsedYears * yearMs),
    trial_type: null,
    trial_expiry: null,
    trial_action: '',
    users_license_purchased: usersLicensed,
    portal_users_license_purchased: 0,
  };
}
