import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { looksLikeId } from '../ids.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { JsonObject } from './body.ts';
import { isJsonObject, readData } from './body.ts';
import type { ElementResult } from './elementResult.ts';
import { eachElement, replyToWrite, success } from './elementResult.ts';
import { readWriteBody } from './insert.ts';
import { moduleOf, reachableModule, recordInPath } from './moduleAccess.ts';
import { readRecord } from './readRecord.ts';
import type { Values } from './readValues.ts';
import { displayName } from './render.ts';
import type { StoredRecord } from './store.ts';
import { nowInSeconds } from './timestamps.ts';
import { insertRecord, updateRecord } from './writeRecord.ts';
import { idIn } from './writtenValue.ts';

type Target = 'Accounts' | 'Contacts' | 'Deals';

const dayMs = 86_400_000;

/**
 * `POST /Leads/{id}/actions/convert`: makes a contact, an account when the lead names a company, and a deal when the body
 * asks for one; or takes the account and contact that the body names. Field values are copied as the fields' conversion
 * mapping says. Costs 5 credits. Throws ID_ALREADY_CONVERTED.
 */
export function convertLead(call: ApiCall): Reply {
  const module = moduleOf({ ...call, params: { ...call.params, module: 'Leads' } }, 'UPDATE');
  const lead = recordInPath(call, module);
  if (lead.values['Converted__s'] === true) {
    throw new ApiError(400, 'ID_ALREADY_CONVERTED', 'id already converted', { resource_path_index: 1 });
  }
  const [element] = readData(readWriteBody(call));
  return replyToWrite(
    eachElement([element], (json) => convert(call, module, lead, isJsonObject(json) ? json : {})),
    200,
  );
}

function convert(call: ApiCall, module: ModuleDefinition, lead: StoredRecord, json: JsonObject): ElementResult {
  const ownerId = assignee(call, json) ?? lead.values['Owner'] ?? call.caller.user.id;
  const copied = (target: Target): Values => ({ ...mappedValues(module, lead, target), Owner: ownerId });
  // All is checked before anything is made, so that a refused conversion leaves nothing behind.
  const deal = readDeal(call, json['Deals']);
  const chosenAccount = chosenRecord(call, 'Accounts', json);
  const chosenContact = chosenRecord(call, 'Contacts', json);

  const accountValues = copied('Accounts');
  const account =
    chosenAccount ??
    (typeof accountValues['Account_Name'] === 'string' ? make(call, 'Accounts', accountValues) : undefined);
  const inAccount: Values = account ? { Account_Name: account.id } : {};
  const contact = chosenContact ?? make(call, 'Contacts', { ...copied('Contacts'), ...inAccount });
  const madeDeal = deal && make(call, 'Deals', { ...copied('Deals'), ...inAccount, Contact_Name: contact.id, ...deal });

  const at = nowInSeconds(call.org);
  const createdAt = lead.values['Created_Time'];
  updateRecord(call, module, lead, {
    values: {
      Converted__s: true,
      Converted_Date_Time: at,
      Converted_Account: account?.id ?? null,
      Converted_Contact: contact.id,
      Converted_Deal: madeDeal?.id ?? null,
      Lead_Conversion_Time: typeof createdAt === 'number' ? Math.floor((at - createdAt) / dayMs) : null,
    },
    rows: [],
  });
  return success('The record has been converted successfully', {
    Contacts: reference(call, 'Contacts', contact),
    Deals: reference(call, 'Deals', madeDeal),
    Accounts: reference(call, 'Accounts', account),
  });
}

function mappedValues(module: ModuleDefinition, lead: StoredRecord, target: Target): Values {
  const values: Values = {};
  for (const field of module.fields) {
    const name = field.convertsTo?.[target];
    if (name !== undefined) values[name] = lead.values[field.apiName] ?? null;
  }
  return values;
}

/** The deal that the body describes, checked like any insert; `Pipeline` and the like are the deal's own fields. */
function readDeal(call: ApiCall, json: unknown): Values | undefined {
  if (!isJsonObject(json)) return undefined;
  return readRecord(call, reachableModule(call, 'Deals', 'CREATE'), json, 0).values;
}

function chosenRecord(call: ApiCall, target: Target, json: JsonObject): StoredRecord | undefined {
  if (json[target] === undefined || json[target] === null) return undefined;
  const id = idIn(json[target]);
  const record = id === undefined || !looksLikeId(id) ? undefined : call.org.records.table(target).get(id);
  if (!record) throw invalidId(target, `$.data[0].${target}.id`);
  return record;
}

function assignee(call: ApiCall, json: JsonObject): string | undefined {
  if (json['assign_to'] === undefined || json['assign_to'] === null) return undefined;
  const id = idIn(json['assign_to']);
  const user = call.org.users.find((each) => each.id === id && each.status === 'active');
  if (!user) throw invalidId('assign_to', '$.data[0].assign_to.id');
  return user.id;
}

function invalidId(name: string, path: string): ApiError {
  return new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', { api_name: name, json_path: path });
}

function make(call: ApiCall, target: Target, values: Values): StoredRecord {
  return insertRecord(call, reachableModule(call, target, 'CREATE'), { values, rows: [] });
}

function reference(call: ApiCall, target: Target, record: StoredRecord | undefined): unknown {
  if (!record) return null;
  return { name: displayName(reachableModule(call, target, 'READ'), record), id: record.id };
}
