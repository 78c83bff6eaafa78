import type { ApiRoute } from '../api/route.ts';
import { attach, deleteAttachments, downloadAttachment, listAttachments } from './attachments.ts';
import { convertLead } from './convert.ts';
import { listDeleted } from './deleted.ts';
import { downloadFile, fileScopes, uploadFiles } from './files.ts';
import { getFullData, listFullData } from './fullData.ts';
import { insertRecords, isHeavyWrite, writeCredits } from './insert.ts';
import { linkRecords, unlinkRecords } from './links.ts';
import { isHeavyList, listCredits, listRecords } from './list.ts';
import { mergeRecords } from './merge.ts';
import { recordScopes, scopesWithArea } from './moduleAccess.ts';
import { insertNotes, listNotes } from './notes.ts';
import { deletePhoto, downloadPhoto, uploadPhoto } from './photo.ts';
import { emptyRecycleBin, listRecycleBin, recycleBinScopes, restoreRecords } from './recycleBin.ts';
import { listRelated, relatedScopes } from './related.ts';
import { deleteOneRecord, deleteRecords } from './remove.ts';
import { getRecord } from './single.ts';
import { addTags, removeTags, tagCredits, tagScopes } from './tags.ts';
import { updateOneRecord, updateRecords } from './update.ts';
import { upsertRecords } from './upsert.ts';

const read = recordScopes('READ');
const update = recordScopes('UPDATE');
const write = { credits: writeCredits, heavy: isHeavyWrite };

const ofModules: readonly ApiRoute[] = [
  { method: 'GET', path: '/:module', scopes: read, credits: listCredits, heavy: isHeavyList, handle: listRecords },
  { method: 'POST', path: '/:module', scopes: recordScopes('CREATE'), ...write, handle: insertRecords },
  { method: 'PUT', path: '/:module', scopes: update, ...write, handle: updateRecords },
  { method: 'DELETE', path: '/:module', scopes: recordScopes('DELETE'), handle: deleteRecords },
  {
    method: 'POST',
    path: '/:module/upsert',
    scopes: recordScopes('CREATE', 'UPDATE'),
    ...write,
    handle: upsertRecords,
  },
  { method: 'GET', path: '/:module/deleted', scopes: read, credits: () => 2, handle: listDeleted },
  { method: 'GET', path: '/:module/actions/fetch_full_data', scopes: read, handle: listFullData },
  { method: 'POST', path: '/:module/actions/add_tags', scopes: tagScopes, credits: tagCredits, handle: addTags },
  { method: 'POST', path: '/:module/actions/remove_tags', scopes: tagScopes, credits: tagCredits, handle: removeTags },
];

const ofRecords: readonly ApiRoute[] = [
  { method: 'GET', path: '/:module/:id', scopes: read, handle: getRecord },
  { method: 'PUT', path: '/:module/:id', scopes: update, handle: updateOneRecord },
  { method: 'DELETE', path: '/:module/:id', scopes: recordScopes('DELETE'), handle: deleteOneRecord },
  { method: 'GET', path: '/:module/:id/actions/fetch_full_data', scopes: read, handle: getFullData },
  { method: 'POST', path: '/:module/:id/actions/add_tags', scopes: tagScopes, handle: addTags },
  { method: 'POST', path: '/:module/:id/actions/remove_tags', scopes: tagScopes, handle: removeTags },
  { method: 'GET', path: '/:module/:id/photo', scopes: read, handle: downloadPhoto },
  { method: 'POST', path: '/:module/:id/photo', scopes: update, handle: uploadPhoto },
  { method: 'DELETE', path: '/:module/:id/photo', scopes: update, handle: deletePhoto },
  {
    method: 'POST',
    path: '/:module/:id/actions/merge',
    scopes: update,
    credits: () => 50,
    handle: mergeRecords,
  },
  {
    method: 'POST',
    path: '/Leads/:id/actions/convert',
    scopes: (call) => recordScopes('UPDATE')({ ...call, params: { ...call.params, module: 'Leads' } }),
    credits: () => 5,
    heavy: () => true,
    handle: convertLead,
  },
];

const notes = '/:module/:id/Notes';
const attachments = '/:module/:id/Attachments';

const ofNotesAndFiles: readonly ApiRoute[] = [
  { method: 'GET', path: notes, scopes: scopesWithArea('READ', 'notes', 'READ'), handle: listNotes },
  { method: 'POST', path: notes, scopes: scopesWithArea('READ', 'notes', 'CREATE'), ...write, handle: insertNotes },
  { method: 'GET', path: attachments, scopes: scopesWithArea('READ', 'attachments', 'READ'), handle: listAttachments },
  { method: 'POST', path: attachments, scopes: scopesWithArea('READ', 'attachments', 'CREATE'), handle: attach },
  {
    method: 'DELETE',
    path: attachments,
    scopes: scopesWithArea('READ', 'attachments', 'DELETE'),
    handle: deleteAttachments,
  },
  {
    method: 'GET',
    path: `${attachments}/:attachmentId`,
    scopes: scopesWithArea('READ', 'attachments', 'READ'),
    handle: downloadAttachment,
  },
  {
    method: 'DELETE',
    path: `${attachments}/:attachmentId`,
    scopes: scopesWithArea('READ', 'attachments', 'DELETE'),
    handle: deleteAttachments,
  },
  { method: 'POST', path: '/files', scopes: fileScopes('CREATE'), handle: uploadFiles },
  { method: 'GET', path: '/files', scopes: fileScopes('READ'), handle: downloadFile },
];

const related = '/:module/:id/:list';

const ofRelatedLists: readonly ApiRoute[] = [
  { method: 'GET', path: related, scopes: relatedScopes('READ'), handle: listRelated },
  { method: 'PUT', path: related, scopes: relatedScopes('UPDATE'), ...write, handle: linkRecords },
  { method: 'DELETE', path: related, scopes: relatedScopes('DELETE'), handle: unlinkRecords },
  { method: 'PUT', path: `${related}/:relatedId`, scopes: relatedScopes('UPDATE'), handle: linkRecords },
  { method: 'DELETE', path: `${related}/:relatedId`, scopes: relatedScopes('DELETE'), handle: unlinkRecords },
  { method: 'GET', path: '/:module/deleted/:deletedId/:list', scopes: relatedScopes('READ'), handle: listRelated },
];

const bin = '/settings/recycle_bin';

const ofRecycleBin: readonly ApiRoute[] = [
  { method: 'GET', path: bin, scopes: recycleBinScopes('READ'), handle: listRecycleBin },
  { method: 'GET', path: `${bin}/:id`, scopes: recycleBinScopes('READ'), handle: listRecycleBin },
  { method: 'DELETE', path: bin, scopes: recycleBinScopes('DELETE'), handle: emptyRecycleBin },
  { method: 'DELETE', path: `${bin}/:id`, scopes: recycleBinScopes('DELETE'), handle: emptyRecycleBin },
  { method: 'POST', path: `${bin}/actions/restore`, scopes: recycleBinScopes('UPDATE'), handle: restoreRecords },
  { method: 'POST', path: `${bin}/:id/actions/restore`, scopes: recycleBinScopes('UPDATE'), handle: restoreRecords },
];

/** Reading and writing records and what hangs on them (zoho-api.md sections 4.7, 4.8, 4.12 to 4.14, 4.17 to 4.22). */
export const recordsRoutes: readonly ApiRoute[] = [
  ...ofModules,
  ...ofRecords,
  ...ofNotesAndFiles,
  ...ofRelatedLists,
  ...ofRecycleBin,
];
