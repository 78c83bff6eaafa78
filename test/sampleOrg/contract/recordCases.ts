import type { ContractCase, ContractRequest, World } from './contractCase.ts';

const absentId = '111111000000999999';
const record = '/crm/v8/{module_api_name}';
const related = '/crm/v8/{module_api_name}/{record_id}/{related_list_api_name}';
const attachmentsPath = '/crm/v8/{module}/{record_id}/Attachments';
const email = 'contract@zylker.example';

/** Cases for everything that has to do with records. */
export const recordCases: readonly ContractCase[] = [
  send('record', `get ${record}`, 200, 'a page of leads', () => ({
    path: '/crm/v8/Leads?fields=Last_Name,Email,Owner,Created_Time,Tag,Annual_Revenue,Lead_Status&per_page=5',
  })),
  send('record', `get ${record}`, 400, 'a list without fields', () => ({ path: '/crm/v8/Leads' })),
  send('record', `get ${record}`, 400, 'a list of an unknown module', () => ({ path: '/crm/v8/Nothing?fields=id' })),
  send('record', `get ${record}/{id}`, 200, 'one lead', (world) => ({ path: `/crm/v8/Leads/${world.known('lead')}` })),
  send('record', `get ${record}/{id}`, 200, 'one deal', (world) => ({ path: `/crm/v8/Deals/${world.known('deal')}` })),
  send('record', `get ${record}/{id}`, 204, 'one lead that is not there', () => ({
    path: `/crm/v8/Leads/${absentId}`,
  })),
  send('record', `get ${record}/{id}`, 400, 'one lead by a malformed id', () => ({ path: '/crm/v8/Leads/abc' })),
  ...writes(),
  send('record', `get ${record}/deleted`, 200, 'deleted leads', () => ({ path: '/crm/v8/Leads/deleted?type=all' })),
  send('record', `get ${record}/deleted`, 400, 'deleted leads of a bad type', () => ({
    path: '/crm/v8/Leads/deleted?type=lost',
  })),
  send('module_search', 'get /crm/v8/{module}/search', 200, 'a search by criteria', () => ({
    path: '/crm/v8/Leads/search?criteria=(Last_Name:not_equal:nobody)&per_page=5',
  })),
  send('module_search', 'get /crm/v8/{module}/search', 400, 'a search without a criterion', () => ({
    path: '/crm/v8/Leads/search',
  })),
  send('record_count', `get ${record}/actions/count`, 200, 'a count', () => ({ path: '/crm/v8/Leads/actions/count' })),
  send('record_count', `get ${record}/actions/count`, 400, 'a count with both a view and criteria', (world) => ({
    path: `/crm/v8/Leads/actions/count?cvid=${world.known('view')}&word=abc`,
  })),
  ...coql(),
  ...bulkRead(),
  ...notesAndAttachments(),
  ...relatedRecords(),
];

function writes(): readonly ContractCase[] {
  const body = (...data: readonly object[]) => ({ data });
  return [
    send('record', `post ${record}`, 201, 'an insert', () => ({
      method: 'POST',
      path: '/crm/v8/Leads',
      body: body({ Last_Name: 'Contract', Email: email }),
    })),
    send('record', `post ${record}`, 207, 'an insert that half succeeds', () => ({
      method: 'POST',
      path: '/crm/v8/Leads',
      body: body({ Last_Name: 'Contract' }, { Email: 'nobody@zylker.example' }),
    })),
    send('record', `post ${record}`, 400, 'an insert without a mandatory field', () => ({
      method: 'POST',
      path: '/crm/v8/Leads',
      body: body({ Email: 'nobody@zylker.example' }),
    })),
    send('record', `put ${record}`, 200, 'an update', (world) => ({
      method: 'PUT',
      path: '/crm/v8/Leads',
      body: body({ id: world.known('lead'), Designation: 'Owner' }),
    })),
    send('record', `put ${record}/{id}`, 200, 'an update of one', (world) => ({
      method: 'PUT',
      path: `/crm/v8/Leads/${world.known('lead')}`,
      body: body({ Designation: 'Buyer' }),
    })),
    send('record', `put ${record}`, 400, 'an update of a record that is not there', () => ({
      method: 'PUT',
      path: '/crm/v8/Leads',
      body: body({ id: absentId, Designation: 'Owner' }),
    })),
    send('record', `post ${record}/upsert`, 200, 'an upsert', () => ({
      method: 'POST',
      path: '/crm/v8/Leads/upsert',
      body: { data: [{ Last_Name: 'Contract', Email: email }], duplicate_check_fields: ['Email'] },
    })),
    send('record', `delete ${record}`, 200, 'a deletion', (world) => ({
      method: 'DELETE',
      path: `/crm/v8/Leads?ids=${world.known('leadToDelete')}`,
    })),
    send('record', `delete ${record}`, 400, 'a deletion of a record that is not there', () => ({
      method: 'DELETE',
      path: `/crm/v8/Leads?ids=${absentId}`,
    })),
  ];
}

function coql(): readonly ContractCase[] {
  const query = (title: string, status: number, select_query: string) =>
    send('coql', 'post /crm/v8/coql', status, title, () => ({
      method: 'POST',
      path: '/crm/v8/coql',
      body: { select_query },
    }));
  return [
    query('a query', 200, 'select Last_Name, Owner, Created_Time from Leads where id is not null limit 5'),
    query('an aggregate query', 200, 'select COUNT(id) from Leads where id is not null'),
    query('a query with a syntax error', 400, 'select from where'),
    query('a query of an unknown field', 400, 'select Nothing from Leads where id is not null'),
  ];
}

function bulkRead(): readonly ContractCase[] {
  const create = (title: string, status: number, query: object) =>
    send('bulk_read', 'post /crm/bulk/v8/read', status, title, () => ({
      method: 'POST',
      path: '/crm/bulk/v8/read',
      body: { query },
    }));
  return [
    create('a bulk read', 201, { module: { api_name: 'Leads' }, fields: ['Last_Name'] }),
    create('a bulk read of an unknown module', 400, { module: { api_name: 'Nothing' } }),
    create('a bulk read of a refused field', 400, { module: { api_name: 'Leads' }, fields: ['Address'] }),
    send('bulk_read', 'get /crm/bulk/v8/read/{job_id}', 200, 'a finished bulk read', (world) => ({
      path: `/crm/bulk/v8/read/${world.known('job')}`,
    })),
    send('bulk_read', 'get /crm/bulk/v8/read/{job_id}', 404, 'an unknown bulk read', () => ({
      path: `/crm/bulk/v8/read/${absentId}`,
    })),
  ];
}

function notesAndAttachments(): readonly ContractCase[] {
  return [
    send('notes', 'get /crm/v8/Notes', 200, 'all notes', () => ({
      path: '/crm/v8/Notes?fields=Note_Title,Note_Content,Parent_Id,Owner&per_page=5',
    })),
    send('notes', 'get /crm/v8/Notes', 400, 'notes without fields', () => ({ path: '/crm/v8/Notes' })),
    send('notes', 'put /crm/v8/Notes/{id}', 200, 'an update of a note', (world) => ({
      method: 'PUT',
      path: `/crm/v8/Notes/${world.known('note')}`,
      body: { data: [{ Note_Title: 'Contract' }] },
    })),
    send('attachments', `post ${attachmentsPath}`, 200, 'an attachment', (world) => ({
      method: 'POST',
      path: `/crm/v8/Leads/${world.known('lead')}/Attachments`,
      form: () => {
        const form = new FormData();
        form.set('file', new Blob(['hello']), 'hello.txt');
        return form;
      },
    })),
    send('attachments', `get ${attachmentsPath}`, 200, 'the attachments of a lead', (world) => ({
      path: `/crm/v8/Leads/${world.known('lead')}/Attachments?fields=id,File_Name,Size,Created_Time,Parent_Id,Owner`,
    })),
    send('attachments', `get ${attachmentsPath}`, 400, 'attachments without fields', (world) => ({
      path: `/crm/v8/Leads/${world.known('lead')}/Attachments`,
    })),
  ];
}

function relatedRecords(): readonly ContractCase[] {
  const campaigns = (world: World) => `/crm/v8/Leads/${world.known('lead')}/Campaigns`;
  return [
    send('related_records', `put ${related}`, 200, 'a lead joins a campaign', (world) => ({
      method: 'PUT',
      path: campaigns(world),
      body: { data: [{ id: world.known('campaign'), Member_Status: 'Planned' }] },
    })),
    send('related_records', `get ${related}`, 200, 'the campaigns of a lead', (world) => ({
      path: `${campaigns(world)}?fields=Campaign_Name`,
    })),
    send('related_records', `get ${related}`, 400, 'a related list that is not there', (world) => ({
      path: `/crm/v8/Leads/${world.known('lead')}/Nothing?fields=id`,
    })),
    send('related_records', `delete ${related}`, 200, 'a lead leaves a campaign', (world) => ({
      method: 'DELETE',
      path: `${campaigns(world)}?ids=${world.known('campaign')}`,
    })),
  ];
}

function send(
  file: string,
  operation: ContractCase['operation'],
  status: number,
  title: string,
  request: (world: World) => ContractRequest,
): ContractCase {
  return {
    title: `${title} (${operation.toUpperCase().split(' ')[0] ?? ''} ${status})`,
    file,
    operation,
    status,
    request,
  };
}
