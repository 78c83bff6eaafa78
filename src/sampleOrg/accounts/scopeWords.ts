/** What a scope allows, in words for the person who is asked: "Read records of Leads". */
export function scopeInWords(scope: string): string {
  const parts = scope.split('.');
  if (parts.length === 1) return identityWords[scope.toLowerCase()] ?? scope;
  const operation = operationWords[(parts.at(-1) ?? '').toLowerCase()] ?? 'Use';
  return `${operation} ${subjectOf((parts[0] ?? '').toLowerCase(), parts.slice(1, -1))}`;
}

const operationWords: Readonly<Record<string, string>> = {
  all: 'Read, create, change and delete',
  read: 'Read',
  create: 'Create',
  update: 'Change',
  write: 'Create and change',
  delete: 'Delete',
  custom: 'Use',
};

const identityWords: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'Read your name',
  email: 'Read your email address',
  phone: 'Read your phone number',
};

const areaWords: Readonly<Record<string, string>> = {
  org: 'the organization’s details',
  users: 'the organization’s users',
  modules: 'records of all modules',
  'modules.custom': 'records of custom modules',
  'modules.notes': 'notes',
  'modules.attachments': 'attachments',
  settings: 'all settings and metadata',
  coql: 'records by COQL query',
  bulk: 'records in bulk',
  files: 'files',
  notifications: 'notification channels',
  composite_requests: 'composite requests',
};

function subjectOf(service: string, area: readonly string[]): string {
  if (service === 'zohosearch') return 'records by search';
  if (service === 'zohofiles') return 'uploaded files';
  if (service === 'aaaserver') return 'your account’s profile';
  const known = areaWords[area.join('.').toLowerCase()];
  if (known !== undefined) return known;
  const [first, ...rest] = area;
  const detail = rest.join(' ').replaceAll('_', ' ');
  if (first?.toLowerCase() === 'modules') return `records of ${detail}`;
  if (first?.toLowerCase() === 'settings') return `settings: ${detail}`;
  return area.join(' ').replaceAll('_', ' ');
}
