/** What assistants may call, by the names in `package.json`. Nothing of it changes anything in Zoho CRM. */
export const toolNames = [
  'zohoCrm_list_connections',
  'zohoCrm_find_fields',
  'zohoCrm_describe_module',
  'zohoCrm_run_query',
] as const;
export type ToolName = (typeof toolNames)[number];
