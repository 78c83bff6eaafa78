import type { FieldSpec } from '../fieldSpec.ts';
import { field, fields, lookup, pickList } from '../fieldSpec.ts';
import type { ModuleSpec } from '../moduleSpec.ts';
import { recordModule } from '../moduleSpec.ts';
import { priorities } from './options.ts';

/** Modules whose records an activity may be about, besides people. */
const subjects = ['Accounts', 'Deals', 'Campaigns', 'Products', 'Quotes', 'Sales_Orders', 'Invoices', 'Cases'];

// No duplicate check for the three of them (zoho-api.md section 4.12); details of the shapes in section 4.21.
export const tasks: ModuleSpec = recordModule({
  apiName: 'Tasks',
  singularLabel: 'Task',
  pluralLabel: 'Tasks',
  fields: [
    field('text', 'Subject', { length: 255, mandatory: true, displayField: true }),
    field('date', 'Due_Date'),
    pickList('Status', ['Not Started', 'Deferred', 'In Progress', 'Completed', 'Waiting for input']),
    pickList('Priority', priorities),
    ...about('Tasks'),
    field('datetime', 'Closed_Time', { writable: false }),
    field('boolean', 'Send_Notification_Email'),
    field('ALARM', 'Remind_At', { label: 'Reminder' }),
    field('RRULE', 'Recurring_Activity', { label: 'Repeat' }),
    field('textarea', 'Description', { textareaKind: 'large', length: 32_000 }),
  ],
});

export const events: ModuleSpec = recordModule({
  apiName: 'Events',
  // Renamed by Zoho itself; the API name stayed (section 4.3).
  singularLabel: 'Meeting',
  pluralLabel: 'Meetings',
  fields: [
    field('text', 'Event_Title', { label: 'Title', length: 255, mandatory: true, displayField: true }),
    field('text', 'Venue', { label: 'Location', length: 255 }),
    field('boolean', 'All_day'),
    field('datetime', 'Start_DateTime', { label: 'From', mandatory: true }),
    field('datetime', 'End_DateTime', { label: 'To', mandatory: true }),
    ...about('Events'),
    field('text', 'Participants', { jsonType: 'jsonarray', length: 2000, sortable: false, bulkReadable: false }),
    field('event_reminder', 'Remind_At', { label: 'Reminder' }),
    field('multireminder', 'Remind_Participants', { label: 'Participants Reminder' }),
    field('RRULE', 'Recurring_Activity', { label: 'Repeat' }),
    pickList('Check_In_Status', ['PLANNED', 'VISITED'], { writable: false }),
    field('datetime', 'Check_In_Time', { writable: false }),
    field('userlookup', 'Check_In_By', { writable: false }),
    field('textarea', 'Description', { textareaKind: 'large', length: 32_000 }),
  ],
});

export const calls: ModuleSpec = recordModule({
  apiName: 'Calls',
  singularLabel: 'Call',
  pluralLabel: 'Calls',
  fields: [
    field('text', 'Subject', { length: 255, mandatory: true, displayField: true }),
    pickList('Call_Type', ['Outbound', 'Inbound', 'Missed'], { mandatory: true, openPickList: false }),
    pickList('Call_Purpose', ['Prospecting', 'Administrative', 'Negotiation', 'Demo', 'Project', 'Support']),
    pickList('Call_Result', ['Interested', 'Not interested', 'No response/Busy', 'Requested call back']),
    pickList('Outbound_Call_Status', ['Scheduled', 'Completed', 'Overdue', 'Cancelled']),
    field('datetime', 'Call_Start_Time', { mandatory: true }),
    field('text', 'Call_Duration', { length: 20 }),
    field('integer', 'Call_Duration_in_seconds', { writable: false }),
    ...about('Calls'),
    ...fields('text', 'Call_Agenda Caller_ID Dialled_Number', { length: 120 }),
    field('boolean', 'CTI_Entry', { writable: false, bulkReadable: false }),
    pickList('Reminder', ['5 minutes before', '15 minutes before', '1 hour before', '1 day before']),
    field('textarea', 'Description', { textareaKind: 'large', length: 32_000 }),
  ],
});

/** Who and what an activity is about. */
function about(relatedList: string): FieldSpec[] {
  return [
    lookup('Who_Id', 'Contacts', relatedList, { label: 'Contact Name' }),
    field('multi_module_lookup', 'What_Id', {
      label: 'Related To',
      lookupModules: subjects,
      relatedList,
    }),
  ];
}
