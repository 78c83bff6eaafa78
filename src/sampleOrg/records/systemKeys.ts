import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { formatInZone } from '../time/zones.ts';
import { renderLookup } from './render.ts';
import type { StoredRecord, StoredValue } from './store.ts';

/** Whose record is shown to whom. */
interface Showing {
  readonly org: OrgState;
  readonly caller: Caller;
  readonly module: ModuleDefinition;
}

/** What one `$` key of a record says. */
type SystemKey = (showing: Showing, record: StoredRecord) => unknown;

/**
 * The keys beginning with `$` that come with a record of which no fields were chosen, and that a list gives when `fields`
 * names them (zoho-api.md section 4.8). The organization has no approvals, blueprints, locks or canvases, so most of
 * them say "nothing".
 */
const systemKeys: Readonly<Record<string, SystemKey>> = {
  $currency_symbol: ({ org }, record) => currencySymbol(org, record),
  $field_states: () => null,
  $sharing_permission: () => 'full_access',
  $process_flow: () => false,
  $locked_for_me: () => false,
  $approval: () => ({ delegate: false, approve: false, reject: false, resubmit: false }),
  $approval_state: () => 'approved',
  $approved: () => true,
  $editable: ({ module }, record) => module.editable && record.values['Converted__s'] !== true,
  $review_process: () => ({ approve: false, reject: false, resubmit: false }),
  $review: () => null,
  $state: () => 'save',
  $converted: (_showing, record) => record.values['Converted__s'] === true,
  $converted_detail: convertedDetail,
  $orchestration: () => null,
  $pathfinder: () => null,
  $in_merge: () => false,
  $zia_visions: () => null,
  $zia_owner_assignment: () => 'owner_recommendation_unavailable',
  $wizard_connection_path: () => null,
  $canvas_id: () => null,
  $followed: () => false,
  $layout_id: ({ module }, record) => layoutReference(module, record),
  $se_module: (_showing, record) => moduleOfParent(record),
};

/** What a `$` key says of a record; undefined for a name that is no such key, or is none of the module's. */
export function systemKey(showing: Showing, record: StoredRecord, name: string): unknown {
  if (name.startsWith('$converted') && showing.module.apiName !== 'Leads') return undefined;
  // What attachments keep of their own.
  if (Object.hasOwn(record.values, name)) return record.values[name];
  return Object.hasOwn(systemKeys, name) ? systemKeys[name]?.(showing, record) : undefined;
}

/** All `$` keys of a record, except those that its module does not have. */
export function allSystemKeys(showing: Showing, record: StoredRecord): Record<string, unknown> {
  const keys: Record<string, unknown> = {};
  for (const name of Object.keys(systemKeys)) {
    const value = systemKey(showing, record, name);
    if (value !== undefined) keys[name] = value;
  }
  return keys;
}

function currencySymbol(org: OrgState, record: StoredRecord): string {
  const { currencies } = org.schema.settings;
  const chosen = currencies.find((each) => each.isoCode === record.values['Currency']);
  return (chosen ?? currencies.find((each) => each.isBase))?.symbol ?? '$';
}

function convertedDetail({ org, caller }: Showing, { values }: StoredRecord): Record<string, unknown> {
  if (values['Converted__s'] !== true) return {};
  const at = values['Converted_Date_Time'];
  const idOf = (name: string): StoredValue => values[name] ?? null;
  return {
    convert_date: typeof at === 'number' ? formatInZone(at, caller.user.timeZone) : null,
    account: renderLookup(org, 'Accounts', idOf('Converted_Account')),
    contact: renderLookup(org, 'Contacts', idOf('Converted_Contact')),
    deal: renderLookup(org, 'Deals', idOf('Converted_Deal')),
  };
}

function layoutReference(module: ModuleDefinition, record: StoredRecord): unknown {
  const chosen = record.values['Layout'];
  const id = typeof chosen === 'object' && chosen !== null && 'id' in chosen ? chosen['id'] : undefined;
  const layout = module.layouts.find((each) => each.id === id) ?? module.layouts[0];
  return layout ? { name: layout.name, id: layout.id, display_label: layout.displayLabel } : undefined;
}

/** The module of what an activity or note is about. */
function moduleOfParent(record: StoredRecord): unknown {
  for (const name of ['What_Id', 'Parent_Id']) {
    const value = record.values[name];
    if (typeof value === 'object' && value !== null && 'module' in value) return value['module'];
  }
  return undefined;
}
