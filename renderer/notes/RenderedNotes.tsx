import { SafeHtml } from '../preview/SafeHtml.tsx';
import { renderedNotes } from '../stores/resources.ts';
import { text as words } from '../text/text.ts';

/** Release notes as users see them. */
export function RenderedNotes({ text }: { readonly text: string }) {
  const { value, state } = renderedNotes.use({ text });
  if (value) return <SafeHtml html={value.html} />;
  return state === 'loading' ? <p role="status">{words.common.loading}</p> : undefined;
}
