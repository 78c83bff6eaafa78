import type { CommandName } from './commandLine.ts';

const general = `zoho-crm: moves data of Zoho CRM, without the editor.

  zoho-crm run FILE            runs a job file (*.zoho-job.json)
  zoho-crm plan FILE           tells what a run would do and cost; changes nothing
  zoho-crm verify FILE         compares the tables of a replication with Zoho CRM
  zoho-crm connections         lists the connections, and which secrets they lack
  zoho-crm query 'select …'    runs a COQL query and prints its rows
  zoho-crm sample-org          starts a local stand-in for Zoho CRM to try all this with

zoho-crm COMMAND --help tells more of each. Every command takes
  --connections FILE   connections and databases (or ZOHO_CRM_CONNECTIONS)
  --json               one JSON object a line instead of words
  --verbose            also tells each request that is made

Exit codes: 0 done; 1 failed, or differences were found; 2 something that was given is wrong; 3 sign in again;
4 not now, try again later (also: the job's share of the API credits is used up); 5 done, but some rows were rejected;
130 stopped by Ctrl-C.
`;

const files = `Connections come from a file as the editor exports it (--connections FILE or ZOHO_CRM_CONNECTIONS).
Secrets come from the environment or a file: zoho-crm connections --help.
`;

const helpOf: Readonly<Record<CommandName, string>> = {
  run: `zoho-crm run FILE [--connections FILE] [--json] [--verbose]

Runs a job file: an export to CSV, or a replication into a database. Relative paths in it go by its folder.
Shows progress on a terminal, and a summary at the end. Ctrl-C stops within one batch; the next run goes on from
there. A second Ctrl-C ends at once, which does no harm either. A record of each run, and the rows that a database
rejected, are kept in ZOHO_CRM_HOME/runs (by default ~/.local/state/zoho-crm/runs).

With --json: events "progress", "log", "error", and "end" with the record of the run.

${files}`,
  plan: `zoho-crm plan FILE [--connections FILE] [--json] [--verbose]

Tells, in Markdown, what a run of the job would do now: which API for each module, calls, API credits and time, and
the SQL that would come first. Counts records, for about a credit a module; changes nothing.

With --json: one event "plan" with the plan as data.

${files}`,
  verify: `zoho-crm verify FILE [--connections FILE] [--json] [--verbose]

Compares the tables of a replication job with Zoho CRM: numbers of rows, and their contents. Reads all records, and
names those that differ. Exit code 1 where there are differences.

With --json: one event "verification" with all of it as data.

${files}`,
  connections: `zoho-crm connections [--connections FILE] [--json]

Lists the connections to Zoho CRM and to databases, and which secrets each still needs. The file of connections is
the one that the editor exports; databases stand in it under "databases":

  { "name": "Warehouse", "kind": "postgres", "host": "db", "database": "crm", "user": "etl" }

Secrets are taken from the environment, by the connection's name in capitals:

  ZOHO_CRM_ACME_EU_CLIENT_SECRET     of the connection "Acme EU"
  ZOHO_CRM_ACME_EU_REFRESH_TOKEN
  ZOHO_CRM_ACME_EU_CLIENT_ID         where the file does not say it
  ZOHO_CRM_ACME_EU_ACCESS_TOKEN      instead of the others, for an hour
  ZOHO_CRM_WAREHOUSE_PASSWORD        of the database "Warehouse"

or from the JSON file that ZOHO_CRM_SECRETS_FILE names, which nobody else may be able to read (chmod 600):

  { "Acme EU": { "clientSecret": "…", "refreshToken": "…" }, "Warehouse": { "password": "…" } }

A variable wins over the file. Access tokens, which last an hour, are kept for the next commands in files that only
you can read, below ZOHO_CRM_HOME (by default ~/.local/state/zoho-crm). Secrets are never taken from arguments. The connection "Sample organization" is always
there, and needs none: it finds what zoho-crm sample-org started.
`,
  query: `zoho-crm query 'select …' [--connection NAME] [--format csv|json|jsonl] [--connections FILE] [--verbose]

Runs a COQL query and prints its rows: all that there are, however many, unless it says LIMIT. CSV by default, with
the columns' API names as headings. --connection may be left out where there is but one.

${files}`,
  'sample-org': `zoho-crm sample-org [options]

Starts a sample organization: a local stand-in for Zoho CRM, on this computer only, until Ctrl-C. Its addresses and
how one signs in to it go into a file that only you can read; the connection "Sample organization", and others of the
domain "sample", find it there. Its place: ZOHO_CRM_SAMPLE_ORGANIZATION, by default
ZOHO_CRM_HOME/sample-organization.json.
`,
};

/** In plain words. */
export function helpText(command: CommandName | undefined): string {
  return command === undefined ? general : helpOf[command];
}
