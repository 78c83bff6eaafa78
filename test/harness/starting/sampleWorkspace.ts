import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const files: Readonly<Record<string, string>> = {
  'leads.coql': `select Last_Name, Company, Lead_Status, Created_Time
from Leads
where Lead_Status is not null
order by Created_Time desc
limit 100
`,
  'new-leads.csv': `Last Name,First Name,Company,Email
Okafor,Amara,Okafor Timber,amara@okafor-timber.example
Lindqvist,Nils,Lindqvist & Son,nils@lindqvist.example
Tanaka,Yui,Tanaka Optics,yui@tanaka-optics.example
`,
};

/** Makes a folder with something to open in it: a query and a file to import. What is there already stays as it is. */
export async function makeSampleWorkspace(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    if (!existsSync(file)) await writeFile(file, content);
  }
}
