/** For a button that takes the place of the one that was pressed: the focus stays where the author left it. */
export function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}
