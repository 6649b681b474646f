/** Letters without their accents and case: who types "Bucker" means Bücker too. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Whether every typed word is in the text, in either spelling. */
export function holdsWords(text: string, typed: string): boolean {
  const [plain, folded] = [text.toLowerCase(), fold(text)];
  const words = typed.trim().toLowerCase().split(/\s+/);
  return words.every((word) => plain.includes(word) || folded.includes(fold(word)));
}
