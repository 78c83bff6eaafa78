import type { Environment } from '../accounts/caller.ts';
import type { Reply } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { page, timeText } from './page.ts';
import type { WebView } from './webView.ts';
import { modulePath, prefixOf } from './webView.ts';

/** The organization's OAuth client, as a person would find it in Zoho's API console. */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
}

/** The modules with the number of their records, and what is needed to connect. */
export function homePage(view: WebView, client: ClientCredentials): Reply {
  const { modules } = view.org.schema;
  const tabs = modules.filter((module) => module.visible && module.fields.length > 0);
  const others = modules.filter((module) => !module.visible && module.fields.length > 0);
  const main = markup`<h1>Modules</h1>
${moduleTable(view, tabs, 'Modules with a tab')}
<h2>Behind them</h2>
<p>Rows of subforms, links between records, notes, files and history.</p>
${moduleTable(view, others, 'Modules without a tab')}
<h2>Connect to this organization</h2>
${connectionList(view, client)}
<h2>Environments</h2>
${environments(view)}`;
  return page(200, view, { title: 'Modules', main });
}

function moduleTable(view: WebView, modules: readonly ModuleDefinition[], caption: string): Markup {
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption class="hidden">${caption}</caption>
<thead><tr><th scope="col">Module</th><th scope="col">API name</th><th scope="col" class="number">Records</th>
<th scope="col" class="number">Deleted</th><th scope="col">Last change</th></tr></thead>
<tbody>
${modules.map((module) => moduleRow(view, module))}</tbody></table></div>`;
}

function moduleRow(view: WebView, module: ModuleDefinition): Markup {
  const table = view.org.records.table(module.apiName);
  const changedAt = table
    .ascending()
    .reduce((latest, { values }) => Math.max(latest, timeIn(values['Modified_Time'])), 0);
  return markup`<tr><th scope="row"><a href="${modulePath(view, module)}">${module.pluralLabel}</a></th>
<td><code>${module.apiName}</code></td><td class="number">${table.size.toLocaleString('en-US')}</td>
<td class="number">${table.deleted.length.toLocaleString('en-US')}</td>
<td>${changedAt > 0 ? timeText(view, changedAt) : markup`<span class="none">—</span>`}</td></tr>
`;
}

function timeIn(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function connectionList({ org, origin, prefix, caller }: WebView, client: ClientCredentials): Markup {
  const entries: readonly (readonly [string, string])[] = [
    ['Accounts server', origin],
    ['API', `${origin}${prefix}/crm/v8`],
    ['Organization id', org.organization.zgid],
    ['Administrator', caller.user.email],
    ['Client ID', client.id],
    ['Client secret', client.secret],
    ...client.redirectUris.map((uri): readonly [string, string] => ['Redirect URI', uri]),
  ];
  return markup`<dl class="fields">${entries.map(
    ([label, value]) => markup`<div><dt>${label}</dt><dd><code>${value}</code></dd></div>`,
  )}</dl>`;
}

function environments({ org }: WebView): Markup {
  const all: readonly Environment[] = ['production', 'sandbox', 'developer'];
  return markup`<ul>${all.map((each) =>
    each === org.environment
      ? markup`<li aria-current="true">${each} (this one)</li>`
      : markup`<li><a href="${prefixOf(each)}/">${each}</a></li>`,
  )}</ul>`;
}
