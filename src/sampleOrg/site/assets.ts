/** Two linked rings, in the color of the banner. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="#0f766e" stroke-width="4"><circle cx="11" cy="16" r="7"/><circle cx="21" cy="16" r="7"/></g></svg>`;

/** The only style sheet. Colors are named once for light and once for dark. */
export const styleSheet = `:root {
  color-scheme: light dark;
  --page: #f7f8f8; --paper: #ffffff; --ink: #1c2526; --soft: #5a6769; --line: #dde3e3; --stripe: #f3f6f6;
  --accent: #0f766e; --accent-ink: #ffffff; --chip: #e3efed; --banner: #0f766e; --banner-ink: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14191a; --paper: #1b2223; --ink: #e2e8e8; --soft: #9aa8a9; --line: #2f3a3b; --stripe: #202829;
    --accent: #5eead4; --accent-ink: #0c1f1d; --chip: #26393a; --banner: #134e4a; --banner-ink: #d7f5f0;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 2px solid var(--accent); outline-offset: 2px;
}
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 4px 8px; }
.banner { margin: 0; padding: 4px 24px; background: var(--banner); color: var(--banner-ink); font-weight: 600; font-size: 13px; }
header { display: flex; flex-wrap: wrap; gap: 8px 32px; justify-content: space-between; align-items: center;
  padding: 14px 24px; background: var(--paper); border-bottom: 1px solid var(--line); }
.home { font-size: 18px; font-weight: 600; color: var(--ink); text-decoration: none; margin-right: 8px; }
.clocks { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 0; font-size: 13px; }
.clocks dt { color: var(--soft); }
.clocks dd { margin: 0; }
time, .number { font-variant-numeric: tabular-nums; }
time { white-space: nowrap; }
.offset, .none { color: var(--soft); }
.zone { opacity: .85; }
nav[aria-label="Breadcrumb"] ol { display: flex; flex-wrap: wrap; gap: 4px 8px; list-style: none; margin: 0; padding: 14px 24px 0; font-size: 14px; }
nav[aria-label="Breadcrumb"] li + li::before { content: "/"; color: var(--soft); margin-right: 8px; }
main { padding: 12px 24px 56px; max-width: 1400px; }
h1 { font-size: 24px; line-height: 1.3; margin: 12px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 17px; margin: 32px 0 8px; }
h3 { font-size: 15px; margin: 0 0 4px; overflow-wrap: anywhere; }
.lead { margin: 0 0 16px; color: var(--soft); }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; font-size: 13px; }
code { overflow-wrap: anywhere; }
td code { white-space: nowrap; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: 7px 14px; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child > * { border-bottom: 0; }
tbody tr:hover { background: var(--stripe); }
thead th { font-size: 13px; font-weight: 600; color: var(--soft); white-space: nowrap; }
thead a { color: inherit; text-decoration: none; }
thead a:hover { text-decoration: underline; }
tbody th { font-weight: 500; }
th.number, td.number { text-align: end; }
.records td, .records tbody th { max-width: 250px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.records .text { white-space: nowrap; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.chip { display: inline-block; padding: 0 8px; border-radius: 10px; background: var(--chip); font-size: 13px; white-space: nowrap; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(340px, 100%), 1fr)); gap: 0 32px; margin: 0;
  padding: 6px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
.fields > div { padding: 7px 0; border-bottom: 1px solid var(--line); min-width: 0; }
.fields dt { font-size: 13px; color: var(--soft); }
.fields dd { margin: 0; max-height: 16em; overflow-y: auto; overflow-wrap: anywhere; }
details { margin: 16px 0; }
summary { cursor: pointer; color: var(--accent); margin-bottom: 8px; width: fit-content; }
article, pre { border: 1px solid var(--line); border-radius: 8px; background: var(--paper); padding: 12px 16px; margin: 0 0 12px; }
article p { margin: 0; }
article .text { max-height: 16em; overflow-y: auto; }
pre { overflow: auto; max-height: 70vh; }
form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-bottom: 16px; }
form label { color: var(--soft); font-size: 14px; }
input, button { font: inherit; padding: 5px 10px; border-radius: 6px; border: 1px solid var(--line); background: var(--paper); color: inherit; }
input { flex: 0 1 280px; min-width: 0; }
button { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); cursor: pointer; }
.pager { display: flex; gap: 20px; margin-top: 16px; }
@media (max-width: 600px) {
  .banner, header, main { padding-left: 14px; padding-right: 14px; }
  nav[aria-label="Breadcrumb"] ol { padding: 12px 14px 0; }
  th, td { padding: 7px 10px; }
}
`;
