/** The look of the pages: the app's colours, light and dark as the reader has it. */
export const STYLE = `:root {
  color-scheme: light dark;
  --background: #f4f6f8;
  --surface: #fff;
  --line: #cfd7df;
  --text: #17202a;
  --dim: #55626f;
  --accent: #0961a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --background: #0f1216;
    --surface: #171c22;
    --line: #303a45;
    --text: #e8edf2;
    --dim: #93a0ae;
    --accent: #4fb3ff;
  }
}
body {
  margin: 0 auto;
  max-width: 60rem;
  padding: 1.5rem 1rem 3rem;
  background: var(--background);
  color: var(--text);
  font: 1rem / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 0.25rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
.by, footer, summary { color: var(--dim); font-size: 0.875rem; }
.by { margin: 0; }
.text { white-space: pre-line; max-width: 42rem; }
.packages { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.packages li { padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
.packages a { font-weight: 600; font-size: 1.0625rem; }
.packages p { margin: 0.125rem 0 0; }
.version { color: var(--dim); font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--line); }
td code { white-space: normal; overflow-wrap: anywhere; display: block; max-width: 20rem; font-size: 0.75rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 0.75rem; }
`;
