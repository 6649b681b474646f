import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { text } from '../../text/text.ts';

/** What nobody else should read on the screen. The button that shows it is called so in the language of the screens. */
export function SecretInput(props: PasswordInputProps) {
  return <PasswordInput {...props} visibilityToggleButtonProps={{ 'aria-label': text.common.showSecret }} />;
}
