/** The look of the pages: the app's colours and its load sheet, light and dark as the reader has it. */
export const STYLE = `:root {
  color-scheme: light dark;
  --background: #f4f6f8;
  --surface: #fff;
  --line: #cfd7df;
  --field: #84919e;
  --text: #17202a;
  --dim: #55626f;
  --accent: #0961a8;
  --on-accent: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --background: #0f1216;
    --surface: #161b21;
    --line: #2a323c;
    --field: #5b6977;
    --text: #e8edf2;
    --dim: #93a0ae;
    --accent: #4fb3ff;
    --on-accent: #08131d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 66rem;
  padding: 2rem 1.25rem 3rem;
  background: var(--background);
  color: var(--text);
  font: 1rem / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 1.875rem; line-height: 1.2; margin: 0 0 0.25rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 0.75rem; }
h3 { font-size: 1.0625rem; line-height: 1.3; margin: 0; }
p { margin: 0.5rem 0; }
header p:first-child { margin-top: 0; }
.by, .version, .count, footer, summary, dt { color: var(--dim); font-size: 0.875rem; }
.by { margin: 0; }
.text { white-space: pre-line; max-width: 42rem; }
.version, td, dd { font-variant-numeric: tabular-nums; }

/* The balance line of the load sheet: where a page begins. */
.site { padding-bottom: 1rem; border-bottom: 2px solid var(--accent); margin-bottom: 1.25rem; }

.ask { display: flex; gap: 0.5rem; margin-top: 0.25rem; max-width: 34rem; }
.ask input[type="search"] { flex: 1; min-width: 0; }
input, select, button, .get { font: inherit; padding: 0.5rem 0.75rem; border-radius: 6px; }
input, select { background: var(--surface); color: inherit; border: 1px solid var(--field); max-width: 100%; }
button, .get { background: var(--accent); color: var(--on-accent); border: 1px solid transparent; font-weight: 600; cursor: pointer; text-decoration: none; }

.quiet { background: none; color: var(--accent); border-color: var(--field); }

.kinds { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 1rem; }
.kinds span { color: var(--dim); font-size: 0.875rem; }
.kinds [aria-current] { color: inherit; font-weight: 600; }
.turn { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; margin-top: 1.5rem; }

.packages { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 0.75rem; }
.packages li { display: grid; grid-template-columns: 1fr auto; align-content: start; gap: 0 0.75rem; padding: 0.75rem 1rem; background: var(--surface); border: 1px solid var(--line); border-left: 4px solid var(--field); border-radius: 6px; min-width: 0; }
.packages li > p { grid-column: 1 / -1; min-width: 0; }
.packages li > p:last-child { margin: 0.375rem 0 0; }

.tokens { list-style: none; margin: 0; padding: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
.tokens li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; align-items: center; padding: 0.625rem 1rem; }
.tokens li + li { border-top: 1px solid var(--line); }
.tokens h3, .tokens p { overflow-wrap: anywhere; }
.tokens form { grid-row: 1 / span 2; grid-column: 2; }
.tokens.asked li { display: block; }
.tokens.asked form { margin-top: 0.25rem; }

.sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 19rem); gap: 1.5rem 3rem; margin-top: 1.25rem; }
.sheet { align-self: start; background: var(--surface); border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: 6px; padding: 1rem 1.25rem; }
.sheet p { color: var(--dim); font-size: 0.875rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; margin: 0 0 1rem; }
dd { margin: 0; text-align: right; }
.get { display: block; text-align: center; }
.get.inline { display: inline-block; }
@media (max-width: 48rem) {
  .sides { grid-template-columns: minmax(0, 1fr); }
  .sheet { order: -1; }
}

.wide { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--line); }
code { overflow-wrap: anywhere; }
td code, .sheet code { white-space: normal; display: block; max-width: 20rem; font-size: 0.75rem; }
.sheet.secret code { max-width: none; font-size: 1rem; user-select: all; }
ul.beside { columns: 14rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 0.75rem; }
`;
