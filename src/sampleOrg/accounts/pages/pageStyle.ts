/** The look of all pages: system fonts, light or dark as the browser likes it. */
export const pageStyle = `
:root {
  --ground: #f3f5f8; --sheet: #ffffff; --text: #1c2430; --quiet: #566173; --line: #d5dbe4;
  --accent: #1f5fbf; --on-accent: #ffffff; --notice: #fdf3d8; --on-notice: #5c4300;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181f; --sheet: #1d232d; --text: #e7ebf2; --quiet: #a3aebf; --line: #3a4454;
    --accent: #7fb0ff; --on-accent: #0c1a30; --notice: #3d3212; --on-notice: #f6dfa0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 6vh 1rem 3rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
main, footer { max-width: 34rem; margin: 0 auto; }
main { padding: 2rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; }
footer { padding: 1rem 2rem; color: var(--quiet); font-size: .875rem; }
footer p { margin: .25rem 0; }
.origin {
  display: inline-block; margin: 0 0 1.25rem; padding: .2rem .7rem; border-radius: 99px;
  background: var(--notice); color: var(--on-notice); font-size: .875rem; font-weight: 600;
}
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p { margin: .5rem 0; }
ul { margin: .5rem 0; padding-left: 1.25rem; max-height: 15rem; overflow-y: auto; }
code { font-family: ui-monospace, monospace; font-size: .875em; overflow-wrap: anywhere; color: var(--quiet); }
a { color: var(--accent); }
label, legend { font-weight: 600; }
fieldset { margin: 1.25rem 0 0; padding: 0; border: 0; }
fieldset label { display: inline-flex; align-items: center; gap: .4rem; margin: .4rem 1.25rem 0 0; font-weight: 400; }
input[type=radio] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent); }
.field { margin-top: 1.25rem; }
select, textarea, input[type=text] {
  display: block; width: 100%; margin-top: .4rem; padding: .6rem .7rem; border: 1px solid var(--quiet);
  border-radius: 8px; background: var(--sheet); color: var(--text); font: inherit;
}
textarea { min-height: 6rem; resize: vertical; }
.result { display: block; padding: .8rem; border: 1px solid var(--line); border-radius: 8px; color: var(--text); }
.buttons { display: flex; gap: .75rem; margin-top: 1.75rem; }
button {
  flex: 1; padding: .7rem 1rem; border: 1px solid var(--accent); border-radius: 8px; cursor: pointer;
  background: var(--sheet); color: var(--accent); font: inherit; font-weight: 600;
}
button.primary { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
